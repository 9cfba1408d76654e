// JSON written straight into a text, for what is written with every request: a log line, an answer that is asked for often. All other JSON
// goes through the library. Pure. O(bytes).
#pragma once

#include <string>
#include <string_view>

namespace bailiwick::platform::http {

// `text`, which is UTF-8, as a JSON string.
void append_quoted(std::string& json, std::string_view text);
// "name":"text", with a comma before it unless it is the first of its object.
void append_member(std::string& json, std::string_view name, std::string_view text);

}  // namespace bailiwick::platform::http
