#include "platform/files/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace bailiwick::platform::files {
namespace {

constexpr TextLimits kLimits = {.file_bytes = kJsonBytesLimit, .line_bytes = kJsonBytesLimit};

std::string line_and_column(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
  return fmt::format("line {}, column {}", line, before.size() - line_begin + 1);
}

// Where nesting first goes beyond the limit; npos: nowhere. The parser itself is safe at any depth; what walks its result
// need not be.
std::size_t too_deep_at(std::string_view text) {
  int depth = 0;
  bool is_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_string) {
      if (c == '\\') ++i;
      is_string = c != '"';
    } else if (c == '"') {
      is_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kJsonDepthLimit) return i;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return std::string_view::npos;
}

// "... at line 3, column 7: syntax error while parsing value - unexpected ..." without what stands before the colon.
std::string reason_of(std::string_view what) {
  const std::size_t column = what.find("column ");
  const std::size_t colon = column == std::string_view::npos ? column : what.find(": ", column);
  const std::size_t mark = what.find("] ");
  if (colon != std::string_view::npos) return std::string(what.substr(colon + 2));
  return std::string(mark == std::string_view::npos ? what : what.substr(mark + 2));
}

}  // namespace

Result<nlohmann::json> parse_json(const TextFile& file) {
  if (const std::size_t at = too_deep_at(file.text); at != std::string_view::npos) {
    return fail(ErrorCode::kLimit, "F051",
                fmt::format("{}, {}: more than {} levels of nesting.", file.name,
                            line_and_column(file.text, at), kJsonDepthLimit));
  }
  try {
    return nlohmann::json::parse(file.text);
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    return fail(
        ErrorCode::kInvalidInput, "F050",
        fmt::format("{}, {}: this is not JSON: {}.", file.name, line_and_column(file.text, at),
                    reason_of(error.what()).substr(0, 200)));
  } catch (const nlohmann::json::exception& error) {
    return fail(ErrorCode::kInvalidInput, "F050",
                fmt::format("{}: this is not JSON: {}.", file.name,
                            reason_of(error.what()).substr(0, 200)));
  }
}

Result<nlohmann::json> read_json(const std::filesystem::path& path) {
  const Result<TextFile> file = read_text(path, kLimits);
  if (!file) return tl::unexpected<Error>(file.error());
  return parse_json(*file);
}

}  // namespace bailiwick::platform::files
