// The files of docs/, built into the program by docs_assets.cmake.
#pragma once

#include <string_view>

namespace bailiwick::platform::http::assets {

extern const std::string_view kDocsHtml;
extern const std::string_view kDocsCss;
extern const std::string_view kDocsJs;

}  // namespace bailiwick::platform::http::assets
