// Files that are no tables of text, by how they begin. Pure. O(1).
#pragma once

#include <string_view>

namespace bailiwick::platform::files {

struct FileKind {
  std::string_view mark;    // what it begins with, in capitals or not
  std::string_view what;    // "a picture"
  std::string_view advice;  // how to come to a table of text
};

// Null where it is none of those that are known. Blanks and line ends before the mark do not count.
[[nodiscard]] const FileKind* other_kind(std::string_view bytes);

}  // namespace bailiwick::platform::files
