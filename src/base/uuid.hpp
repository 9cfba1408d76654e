// Identities that hold for good: 16 bytes of UUIDv7 (RFC 9562, 5.7), and as text a TypeID ("person_01h455vb4pex5vsknk084sn02q").
//
// The first 48 bits are milliseconds, so that rows made together lie together in an index; the rest is random, and
// within a process ids only ever grow, also when the clock jumps back. The text is a prefix that says what is
// named, "_", and 26 digits of Crockford's base 32 in lower case (TypeID specification 0.3): it sorts like the bytes.
// Uid<Tag> never mixes with another tag's; each tag names its prefix.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace bailiwick {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};

// 26 digits of base 32.
[[nodiscard]] std::string to_base32(const Uuid& uuid);
// Nothing unless exactly 26 such digits (lower case) of a value below 2^128.
[[nodiscard]] std::optional<Uuid> from_base32(std::string_view text);

// Makes ids that grow. Thread-safe. `entropy` fills its bytes with randomness that cannot be guessed.
class UuidSource {
 public:
  using Entropy = std::function<void(std::uint8_t* bytes, std::size_t count)>;
  UuidSource(WallClock clock, Entropy entropy);
  ~UuidSource();
  UuidSource(const UuidSource&) = delete;
  UuidSource& operator=(const UuidSource&) = delete;

  [[nodiscard]] Uuid next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

template <class Tag>
class Uid {
 public:
  Uid() = default;
  explicit Uid(const Uuid& uuid) : uuid_(uuid) {}

  [[nodiscard]] const Uuid& uuid() const { return uuid_; }
  [[nodiscard]] bool is_nil() const { return uuid_.is_nil(); }
  [[nodiscard]] std::string text() const {
    return std::string(Tag::kPrefix) + "_" + to_base32(uuid_);
  }
  // Nothing unless the text has this tag's prefix and a well-formed id.
  [[nodiscard]] static std::optional<Uid> parse(std::string_view text) {
    constexpr std::string_view prefix = Tag::kPrefix;
    if (text.size() != prefix.size() + 27 || !text.starts_with(prefix) ||
        text[prefix.size()] != '_')
      return std::nullopt;
    const auto uuid = from_base32(text.substr(prefix.size() + 1));
    return uuid ? std::optional(Uid(*uuid)) : std::nullopt;
  }

  friend auto operator<=>(const Uid&, const Uid&) = default;

 private:
  Uuid uuid_;
};

struct TenantTag {
  static constexpr std::string_view kPrefix = "tenant";
};
struct PersonTag {
  static constexpr std::string_view kPrefix = "person";
};
using TenantId = Uid<TenantTag>;
using PersonId = Uid<PersonTag>;

}  // namespace bailiwick

template <>
struct std::hash<bailiwick::Uuid> {
  std::size_t operator()(const bailiwick::Uuid& uuid) const noexcept {
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(uuid.bytes.data()), uuid.bytes.size()});
  }
};
template <class Tag>
struct std::hash<bailiwick::Uid<Tag>> {
  std::size_t operator()(const bailiwick::Uid<Tag>& id) const noexcept {
    return std::hash<bailiwick::Uuid>{}(id.uuid());
  }
};
