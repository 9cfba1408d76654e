#include "platform/mail/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/crypto/encoding.hpp"

namespace bailiwick::platform::mail {
namespace {

constexpr std::size_t kEncodedWordBytesMax =
    42;                                    // of text: 56 in base 64, 68 with =?UTF-8?B? and ?=
constexpr std::size_t kLineBytesMax = 76;  // of quoted-printable, RFC 2045

bool is_atom_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' ? text[i - 1] == '.' : !is_atom_character(text[i])) return false;
  }
  return true;
}

bool is_domain(std::string_view text) {
  return is_dot_atom(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return c == '.' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9');
         });
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) &&
         text.find("=?") == std::string_view::npos;
}

Result<void> check_header(std::string_view text, std::string_view what) {
  if (text.size() > kHeaderBytesMax) {
    return fail(ErrorCode::kInvalidInput, "M003",
                fmt::format("The {} of a mail has {} bytes; at most {} are possible.", what,
                            text.size(), kHeaderBytesMax));
  }
  const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (has_control || !is_utf8(text)) {
    return fail(
        ErrorCode::kInvalidInput, "M002",
        fmt::format("The {} of a mail holds a line break, another control character or bad UTF-8; "
                    "remove it.",
                    what));
  }
  return {};
}

// The longest piece of at most `size_max` bytes that ends between two characters.
std::string_view next_piece(std::string_view text, std::size_t size_max) {
  std::size_t size = std::min(size_max, text.size());
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
    --size;
  return text.substr(0, size);
}

std::string encoded_words(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    const std::string_view piece = next_piece(text, kEncodedWordBytesMax);
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + crypto::to_base64(piece) + "?=";
    text.remove_prefix(piece.size());
  }
  return words;
}

// Plain texts that fit on the header's line stay as they are.
std::string header_text(std::string_view text) {
  return is_plain(text) && text.size() <= 60 ? std::string(text) : encoded_words(text);
}

std::string in_quotes(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string mailbox_text(const Mailbox& mailbox) {
  if (mailbox.name.empty()) return mailbox.email;
  const bool fits = is_plain(mailbox.name) && mailbox.name.size() <= 60;
  return (fits ? in_quotes(mailbox.name) : encoded_words(mailbox.name)) + "\r\n <" + mailbox.email +
         ">";
}

// "Wed, 25 Nov 2026 18:21:42 +0000", RFC 5322 3.3.
std::string date_text(Instant at) {
  constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun",
                                                     "Mon", "Tue", "Wed"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const LocalDate date = utc_date(at);
  const YearMonthDay parts = year_month_day(date);
  const std::int64_t second = at.micros() / 1'000'000 - std::int64_t{date.days()} * 86'400;
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000",
                     kDays[static_cast<std::size_t>((date.days() % 7 + 7) % 7)], parts.day,
                     kMonths[static_cast<std::size_t>(parts.month - 1)], parts.year, second / 3600,
                     second / 60 % 60, second % 60);
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  const auto add = [&](std::string_view token) {
    if (column + token.size() > kLineBytesMax - 1) {
      out += "=\r\n";
      column = 0;
    }
    out += token;
    column += token.size();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool is_literal = (c >= '!' && c <= '~' && c != '=' && !(c == '.' && column == 0)) ||
                            (c == ' ' && !ends_line);
    if (is_literal) {
      add({&c, 1});
    } else {
      add(fmt::format("={:02X}", static_cast<unsigned char>(c)));
    }
  }
  if (column > 0) out += "\r\n";
  return out;
}

std::string part(std::string_view media_type, std::string_view text) {
  return fmt::format(
      "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
      media_type, quoted_printable(text));
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

Result<void> check_address(std::string_view email) {
  const std::size_t at = email.rfind('@');
  if (email.size() > kAddressBytesMax || at == std::string_view::npos || at > 64 ||
      !is_dot_atom(email.substr(0, at)) || !is_domain(email.substr(at + 1))) {
    return fail(ErrorCode::kInvalidInput, "M001",
                "That is not a mail address. Write one in ASCII, like name@example.org.");
  }
  return {};
}

Result<void> check_mail(const Mail& mail) {
  if (auto checked = check_address(mail.to.email); !checked) return checked;
  if (auto checked = check_header(mail.to.name, "recipient's name"); !checked) return checked;
  if (auto checked = check_header(mail.subject, "subject"); !checked) return checked;
  if (mail.text.size() > kBodyBytesMax || mail.html.size() > kBodyBytesMax) {
    return fail(ErrorCode::kInvalidInput, "M003",
                fmt::format("The text of a mail is too long; at most {} bytes are possible.",
                            kBodyBytesMax));
  }
  if (!is_utf8(mail.text) || !is_utf8(mail.html)) {
    return fail(ErrorCode::kInvalidInput, "M002", "The text of a mail is not UTF-8.");
  }
  return {};
}

Result<std::string> to_rfc5322(const Mail& mail, const Envelope& envelope) {
  if (auto checked = check_mail(mail); !checked) return tl::unexpected(checked.error());
  if (auto checked = check_address(envelope.from.email); !checked)
    return tl::unexpected(checked.error());
  if (auto checked = check_header(envelope.from.name, "sender's name"); !checked) {
    return tl::unexpected(checked.error());
  }
  const std::string domain = envelope.from.email.substr(envelope.from.email.rfind('@') + 1);
  std::string text = fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n",
      date_text(envelope.at), mailbox_text(envelope.from), mailbox_text(mail.to), envelope.id,
      domain, header_text(mail.subject));
  if (mail.html.empty()) return text + part("text/plain", mail.text);
  // "=_" never occurs in quoted-printable, so no line of a part can be taken for the boundary (RFC 2045, 6.7).
  const std::string boundary = "=_" + envelope.id;
  text += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary);
  text += "--" + boundary + "\r\n" + part("text/plain", mail.text);
  text += "\r\n--" + boundary + "\r\n" + part("text/html", mail.html);
  return text + "\r\n--" + boundary + "--\r\n";
}

}  // namespace bailiwick::platform::mail
