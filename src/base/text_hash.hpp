// For unordered containers of texts: what is looked up in them need not be made a string first (with std::equal_to<>).
#pragma once

#include <functional>
#include <string_view>

namespace bailiwick {

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

}  // namespace bailiwick
