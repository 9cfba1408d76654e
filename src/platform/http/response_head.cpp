#include "platform/http/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "platform/http/target.hpp"

namespace bailiwick::platform::http {
namespace {

bool is_ours(std::string_view name) {
  constexpr std::string_view kOurs[] = {"content-length", "transfer-encoding", "connection", "date",
                                        "keep-alive",     "upgrade",           "trailer"};
  return std::any_of(std::begin(kOurs), std::end(kOurs),
                     [&](std::string_view ours) { return is_same_ascii(name, ours); });
}

template <class Number>
void append_number(std::string& head, Number number) {
  const fmt::format_int digits(number);
  head.append(digits.data(), digits.size());
}

}  // namespace

std::optional<std::string> response_head(const Response& response, const HeadOptions& options) {
  std::string head;
  head.reserve(768);
  head += "HTTP/1.1 ";
  append_number(head, response.status);
  head += ' ';
  head += reason_of(response.status);
  head += "\r\nDate: ";
  head += options.date;
  head += "\r\n";
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || !is_header_value(value)) return std::nullopt;
    if (is_ours(name)) continue;
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  if (options.framing == Framing::kChunked) head += "Transfer-Encoding: chunked\r\n";
  // A 204 has no length, and a 304's would be that of the body it does not send (RFC 9110, 8.6).
  if (options.framing == Framing::kLength && response.status != 204 && response.status != 304) {
    head += "Content-Length: ";
    append_number(head, options.length);
    head += "\r\n";
  }
  if (options.closes)
    head += "Connection: close\r\n";
  else if (options.is_http_1_0)
    head += "Connection: keep-alive\r\n";
  head += "\r\n";
  return head;
}

std::string_view reason_of(int status) {
  struct Reason {
    int status;
    std::string_view text;
  };
  static constexpr Reason kReasons[] = {{200, "OK"},
                                        {201, "Created"},
                                        {202, "Accepted"},
                                        {204, "No Content"},
                                        {206, "Partial Content"},
                                        {301, "Moved Permanently"},
                                        {302, "Found"},
                                        {303, "See Other"},
                                        {304, "Not Modified"},
                                        {307, "Temporary Redirect"},
                                        {308, "Permanent Redirect"},
                                        {400, "Bad Request"},
                                        {401, "Unauthorized"},
                                        {403, "Forbidden"},
                                        {404, "Not Found"},
                                        {405, "Method Not Allowed"},
                                        {406, "Not Acceptable"},
                                        {408, "Request Timeout"},
                                        {409, "Conflict"},
                                        {410, "Gone"},
                                        {412, "Precondition Failed"},
                                        {413, "Content Too Large"},
                                        {414, "URI Too Long"},
                                        {415, "Unsupported Media Type"},
                                        {416, "Range Not Satisfiable"},
                                        {417, "Expectation Failed"},
                                        {422, "Unprocessable Content"},
                                        {428, "Precondition Required"},
                                        {429, "Too Many Requests"},
                                        {431, "Request Header Fields Too Large"},
                                        {500, "Internal Server Error"},
                                        {501, "Not Implemented"},
                                        {503, "Service Unavailable"},
                                        {505, "HTTP Version Not Supported"},
                                        {507, "Insufficient Storage"}};
  for (const Reason& reason : kReasons) {
    if (reason.status == status) return reason.text;
  }
  return "Unknown";
}

std::string http_date(std::time_t seconds) {
  static constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday],
                     parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

bool has_no_body(int status, Method method) {
  return method == Method::kHead || status == 204 || status == 304 || status < 200;
}

}  // namespace bailiwick::platform::http
