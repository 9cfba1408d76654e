#include "platform/audit/entry.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::platform::audit {
namespace {

constexpr std::size_t kCodeBytesMax = 100;

bool is_code(std::string_view text) {
  const auto is_fit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(" ._:/+-,").find(c) != std::string_view::npos;
  };
  return text.size() <= kCodeBytesMax && std::all_of(text.begin(), text.end(), is_fit);
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

Details& Details::raw(Word key, std::string json) {
  assert(is_code(key.text()));
  values_[key.text()] = std::move(json);
  return *this;
}

Details& Details::word(Word key, Word value) {
  assert(is_code(value.text()));
  return raw(key, in_quotes(value.text()));
}

Details& Details::number(Word key, std::int64_t value) { return raw(key, std::to_string(value)); }

Details& Details::truth(Word key, bool value) { return raw(key, value ? "true" : "false"); }

Details& Details::date(Word key, LocalDate value) { return raw(key, in_quotes(to_text(value))); }

Details& Details::instant(Word key, Instant value) { return raw(key, in_quotes(to_text(value))); }

Details& Details::code(Word key, std::string_view value) {
  return raw(key, in_quotes(is_code(value) ? value : "withheld"));
}

std::string Details::json() const {
  std::string text = "{";
  for (const auto& [key, value] : values_) {
    if (text.size() > 1) text += ',';
    text += in_quotes(key) + ':' + value;
  }
  return text + '}';
}

std::string_view name_of(Via via) {
  switch (via) {
    case Via::kSession:
      return "session";
    case Via::kToken:
      return "token";
    case Via::kSystem:
      return "system";
  }
  assert(false && "every Via has a name");
  return "system";
}

}  // namespace bailiwick::platform::audit
