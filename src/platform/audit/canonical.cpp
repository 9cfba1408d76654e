#include "platform/audit/canonical.hpp"

#include <string_view>

namespace bailiwick::platform::audit {
namespace {

void add_line(std::string& text, std::string_view line) {
  text += line;
  text += '\n';
}

std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

}  // namespace

std::string hex(const Hash& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(hash.size() * 2);
  for (const std::uint8_t byte : hash) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string canonical_text(TenantId tenant, const Recorded& entry, const Hash& previous) {
  const Actor& actor = entry.actor;
  std::string text;
  text.reserve(400 + entry.details.size());
  add_line(text, "bailiwick-audit-1");
  add_line(text, tenant.text());
  add_line(text, std::to_string(entry.number));
  add_line(text, to_text(entry.at));
  add_line(text, actor.person.is_nil() ? "-" : actor.person.text());
  add_line(text, name_of(actor.via));
  add_line(text, actor.credential.is_nil() ? "-" : to_base32(actor.credential));
  add_line(text, entry.action);
  add_line(text, or_dash(entry.subject));
  add_line(text, entry.details);
  add_line(text, hex(previous));
  return text;
}

std::string canonical_text(TenantId tenant, const Anchor& head) {
  std::string text;
  add_line(text, "bailiwick-audit-head-1");
  add_line(text, tenant.text());
  add_line(text, std::to_string(head.number));
  add_line(text, hex(head.hash));
  return text;
}

}  // namespace bailiwick::platform::audit
