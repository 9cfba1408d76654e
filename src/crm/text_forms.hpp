// Texts of a form, as forms, files and the API alike take them. Mail addresses are platform/identity's. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::crm {

// The address of a web page, with its scheme: "www.example.com" is "https://www.example.com". Nothing where it is none, or of a scheme that no
// browser opens as a page.
[[nodiscard]] std::optional<std::string> web_address(std::string_view text);

}  // namespace bailiwick::crm
