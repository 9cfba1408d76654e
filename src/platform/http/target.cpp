#include "platform/http/target.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

tl::unexpected<Error> refused(std::string_view why) {
  return fail(ErrorCode::kInvalidInput, "H036",
              "The address of the request is malformed: " + std::string(why));
}

// A path's parts may not say "here" or "up", nor hide what separates parts.
bool has_dot_part(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part == "." || part == "..") return true;
    path = slash == std::string_view::npos ? "" : path.substr(slash + 1);
  }
  return false;
}

bool hides_separator(std::string_view raw) {
  if (raw.find('\\') != std::string_view::npos) return true;
  for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
    const std::string code = ascii_lower(raw.substr(at + 1, 2));
    if (code == "2f" || code == "5c") return true;
  }
  return false;
}

Result<Pairs> parse_query(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    const std::size_t ampersand = text.find('&');
    const std::string_view pair = text.substr(0, ampersand);
    text = ampersand == std::string_view::npos ? "" : text.substr(ampersand + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value =
        percent_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value)
      return refused("\"%\" in the query must be followed by two hexadecimal digits.");
    if (!is_utf8(*name) || !is_utf8(*value)) return refused("the query is not UTF-8.");
    if (pairs.size() == kQueryPairsMax) return refused("the query has more than 100 parameters.");
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      result += ' ';
    } else if (text[i] != '%') {
      result += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      result += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return result;
}

Result<Target> parse_target(std::string_view target) {
  // The absolute form is what clients send to proxies, which this is not; only its path counts (RFC 9112, 3.2.2).
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find_first_of("/?", scheme.size());
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  if (!target.starts_with('/')) return refused("it must begin with \"/\".");
  const std::size_t mark = target.find('?');
  const std::string_view raw = target.substr(0, mark);
  if (raw.find('#') != std::string_view::npos) return refused("\"#\" must be written %23.");
  if (hides_separator(raw)) return refused("it has a backslash or an encoded slash.");
  auto path = percent_decoded(raw, false);
  if (!path) return refused("\"%\" must be followed by two hexadecimal digits.");
  if (std::any_of(path->begin(), path->end(), is_control))
    return refused("it holds a control character.");
  if (!is_utf8(*path)) return refused("it is not UTF-8.");
  if (has_dot_part(*path)) return refused("it has a part \".\" or \"..\".");
  auto query = parse_query(mark == std::string_view::npos ? "" : target.substr(mark + 1));
  if (!query) return tl::unexpected(query.error());
  return Target{std::move(*path), std::move(*query)};
}

bool is_header_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\t'; });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           std::string_view("!#$%&'*+.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_request_id(std::string_view text) {
  return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '_' || c == '.';
         });
}

}  // namespace bailiwick::platform::http
