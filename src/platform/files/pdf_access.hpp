// What a PDF says to those who have it read aloud, and cairo 1.16 cannot write: the language of its text, that its title is shown instead of the file's name, what
// its figures show, and that headings of tables are of columns (ISO 32000-1, 14.9.2, 12.2, 14.9.3, 14.8.5.7). Added as an incremental update (7.5.6).
//
// Of files as cairo 1.16 writes them: a table of cross-references, objects in the clear. Any other file comes back as it was, also one in which a later cairo packed
// its objects. Pure. O(bytes).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bailiwick::platform::files {

struct PdfAccess {
  std::string language = {};              // "en": a language tag (RFC 5646)
  std::vector<std::string> figures = {};  // UTF-8: what each shows, in the order of their objects
};

[[nodiscard]] std::string with_access(std::string pdf, const PdfAccess& access);

// A text string of a PDF: UTF-16 with its byte order mark, in hexadecimal digits.
[[nodiscard]] std::string pdf_string(std::string_view utf8);

}  // namespace bailiwick::platform::files
