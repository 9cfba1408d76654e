#include "base/uuid.hpp"

#include <cassert>
#include <cstring>
#include <mutex>
#include <utility>

namespace bailiwick {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kDigitCount = 26;

// The value of every byte as a digit; 0xFF where it is none.
constexpr std::array<std::uint8_t, 256> make_digit_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(0xFF);
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr auto kDigitValues = make_digit_values();

// 128 bits as two halves, the first the more significant.
struct Halves {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

std::uint64_t big_endian(const std::uint8_t* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | bytes[i];
  return value;
}

Uuid uuid_of(const Halves& halves) {
  Uuid uuid;
  for (int i = 0; i < 8; ++i) {
    uuid.bytes[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>(halves.high >> (56 - 8 * i));
    uuid.bytes[static_cast<std::size_t>(8 + i)] =
        static_cast<std::uint8_t>(halves.low >> (56 - 8 * i));
  }
  return uuid;
}

}  // namespace

std::string to_base32(const Uuid& uuid) {
  Halves rest{big_endian(uuid.bytes.data()), big_endian(uuid.bytes.data() + 8)};
  std::string text(kDigitCount, '0');
  for (std::size_t i = kDigitCount; i-- > 0;) {
    text[i] = kDigits[rest.low & 31];
    rest.low = rest.low >> 5 | rest.high << 59;
    rest.high >>= 5;
  }
  return text;
}

std::optional<Uuid> from_base32(std::string_view text) {
  // 26 digits hold 130 bits: the first may only use three of its five.
  if (text.size() != kDigitCount || text.front() > '7') return std::nullopt;
  Halves value;
  for (const char c : text) {
    const std::uint8_t digit = kDigitValues[static_cast<std::uint8_t>(c)];
    if (digit == 0xFF) return std::nullopt;
    value.high = value.high << 5 | value.low >> 59;
    value.low = value.low << 5 | digit;
  }
  return uuid_of(value);
}

// RFC 9562, 6.2, method 2: within a millisecond the 74 random bits are a counter that grows by a random step; should
// it overflow, and whenever the clock does not go forward, the milliseconds go on from the last id's.
struct UuidSource::State {
  State(WallClock clock_in, Entropy entropy_in)
      : clock(std::move(clock_in)), entropy(std::move(entropy_in)) {}

  // Random bytes are asked for in bulk: a call to the operating system each costs more than the id.
  std::uint64_t random() {
    if (used + 8 > pool.size()) {
      entropy(pool.data(), pool.size());
      used = 0;
    }
    std::uint64_t value = 0;
    std::memcpy(&value, pool.data() + used, sizeof value);
    used += sizeof value;
    return value;
  }

  void start_millisecond(std::int64_t now) {
    millis = now;
    counter_high = random() & 0x3FF;
    counter_low = random();
  }

  void step() {
    // At least 1, at most 2^32: who sees one id cannot tell the next.
    const std::uint64_t before = counter_low;
    counter_low += (random() & 0xFFFFFFFF) + 1;
    if (counter_low < before && ++counter_high > 0x3FF) start_millisecond(millis + 1);
  }

  WallClock clock;
  Entropy entropy;
  std::mutex mutex;
  std::int64_t millis = -1;
  std::uint64_t counter_high = 0;  // 10 bits
  std::uint64_t counter_low = 0;   // 64 bits
  std::array<std::uint8_t, 512> pool{};
  std::size_t used = sizeof pool;
};

UuidSource::UuidSource(WallClock clock, Entropy entropy)
    : state_(std::make_unique<State>(std::move(clock), std::move(entropy))) {}

UuidSource::~UuidSource() = default;

Uuid UuidSource::next() {
  const std::lock_guard lock(state_->mutex);
  const std::int64_t now = state_->clock().micros() / 1'000;
  assert(now >= 0 && now < std::int64_t{1} << 48);
  if (now > state_->millis) {
    state_->start_millisecond(now);
  } else {
    state_->step();
  }
  // 48 bits of time, version 7, 12 bits of counter, variant 2, 62 bits of counter.
  const std::uint64_t rand_a = state_->counter_high << 2 | state_->counter_low >> 62;
  Halves halves;
  halves.high = static_cast<std::uint64_t>(state_->millis) << 16 | 0x7000U | rand_a;
  halves.low = 0x8000'0000'0000'0000ULL | (state_->counter_low & 0x3FFF'FFFF'FFFF'FFFFULL);
  return uuid_of(halves);
}

}  // namespace bailiwick
