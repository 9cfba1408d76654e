// The files of report/ as they were when the program was built (report_assets.cmake writes the definitions).
#pragma once

#include <string_view>

namespace bailiwick::planning::assets {

extern const std::string_view kReportHtml;
extern const std::string_view kReportCss;
extern const std::string_view kReportJs;
extern const std::string_view kTextsEn;
extern const std::string_view kTextsNl;

}  // namespace bailiwick::planning::assets
