#include "crm/text_forms.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace bailiwick::crm {

std::optional<std::string> web_address(std::string_view text) {
  if (text.find_first_of(" \t\"<>") != std::string_view::npos) return std::nullopt;
  const std::string small = ascii_lower(text);
  if (small.starts_with("https://") || small.starts_with("http://"))
    return text.ends_with("://") ? std::nullopt : std::optional(std::string(text));
  const std::string_view host = text.substr(0, std::min(text.find_first_of("/:?#"), text.size()));
  const bool is_host =
      host.find('.') != std::string_view::npos && host.front() != '.' && host.back() != '.';
  const bool has_scheme = text.size() > host.size() && text[host.size()] == ':' &&
                          (text.size() == host.size() + 1 || text[host.size() + 1] < '0' ||
                           text[host.size() + 1] > '9');
  if (!is_host || has_scheme) return std::nullopt;
  return "https://" + std::string(text);
}

}  // namespace bailiwick::crm
