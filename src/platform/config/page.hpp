// docs/guide/configuration.md, made from the table of keys. A test compares the page with the file. Pure.
#pragma once

#include <string>

namespace bailiwick::platform::config {

[[nodiscard]] std::string configuration_page();

}  // namespace bailiwick::platform::config
