// Goal: ids are well-formed UUIDv7 that only ever grow, whatever the clock does and however many threads ask, and their
// text is a TypeID. Method: clocks and entropy of our own; the published vectors of the TypeID specification.
#include "base/uuid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick {
namespace {

Uuid uuid_from_hex(std::string_view hex) {
  Uuid uuid;
  std::size_t digits = 0;
  for (const char c : hex) {
    if (c == '-') continue;
    const int value = c <= '9' ? c - '0' : c - 'a' + 10;
    auto& byte = uuid.bytes[digits++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
  }
  return uuid;
}

UuidSource::Entropy seeded(std::uint64_t seed) {
  return [rng = Rng(seed)](std::uint8_t* bytes, std::size_t count) mutable {
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(rng.next());
  };
}

UuidSource::Entropy all_ones() {
  return
      [](std::uint8_t* bytes, std::size_t count) { std::fill_n(bytes, count, std::uint8_t{0xFF}); };
}

TEST(Base32, agrees_with_the_published_vectors_both_ways) {
  const std::vector<std::pair<std::string, std::string>> vectors = {
      {"00000000-0000-0000-0000-000000000000", "00000000000000000000000000"},
      {"00000000-0000-0000-0000-000000000001", "00000000000000000000000001"},
      {"00000000-0000-0000-0000-00000000000a", "0000000000000000000000000a"},
      {"00000000-0000-0000-0000-000000000010", "0000000000000000000000000g"},
      {"00000000-0000-0000-0000-000000000020", "00000000000000000000000010"},
      {"ffffffff-ffff-ffff-ffff-ffffffffffff", "7zzzzzzzzzzzzzzzzzzzzzzzzz"},
      {"0110c853-1d09-52d8-d73e-1194e95b5f19", "0123456789abcdefghjkmnpqrs"},
      {"01890a5d-ac96-774b-bcce-b302099a8057", "01h455vb4pex5vsknk084sn02q"},
  };
  for (const auto& [hex, text] : vectors) {
    EXPECT_EQ(to_base32(uuid_from_hex(hex)), text);
    EXPECT_EQ(from_base32(text), uuid_from_hex(hex)) << text;
  }
}

TEST(Base32, what_is_no_id_is_nothing) {
  for (const auto* text :
       {"", "0000000000000000000000000", "000000000000000000000000000",
        "80000000000000000000000000", "0123456789ABCDEFGHJKMNPQRS", "0000000000000000000000000i",
        "0000000000000000000000000l", "0000000000000000000000000o", "0000000000000000000000000u",
        "0000000000000-00000000000 ", "zzzzzzzzzzzzzzzzzzzzzzzzzz"}) {
    EXPECT_FALSE(from_base32(text)) << text;
  }
}

TEST(Base32, text_sorts_like_the_bytes_and_every_value_survives) {
  Rng rng(7);
  std::vector<Uuid> uuids(500);
  for (auto& uuid : uuids) {
    for (auto& byte : uuid.bytes) byte = static_cast<std::uint8_t>(rng.next());
  }
  for (std::size_t i = 1; i < uuids.size(); ++i) {
    EXPECT_EQ(from_base32(to_base32(uuids[i])), uuids[i]);
    EXPECT_EQ(uuids[i - 1] < uuids[i], to_base32(uuids[i - 1]) < to_base32(uuids[i]));
  }
}

TEST(UuidSource, an_id_holds_the_time_the_version_and_the_variant) {
  UuidSource source([] { return Instant(0x0123456789ABLL * 1'000 + 999); }, seeded(1));
  const Uuid id = source.next();
  EXPECT_EQ(id.bytes[0], 0x01);
  EXPECT_EQ(id.bytes[5], 0xAB);
  EXPECT_EQ(id.bytes[6] >> 4, 7);
  EXPECT_EQ(id.bytes[8] >> 6, 2);
}

TEST(UuidSource, ids_grow_while_the_clock_stands_still_jumps_back_and_jumps_on) {
  Rng rng(3);
  std::int64_t now = 1'800'000'000'000'000;
  UuidSource source([&] { return Instant(now); }, seeded(2));
  Uuid last = source.next();
  for (int i = 0; i < 20'000; ++i) {
    if (i % 100 == 0) now += static_cast<std::int64_t>(rng.below(2'000'000)) - 1'200'000;
    const Uuid next = source.next();
    ASSERT_LT(last, next) << i;
    last = next;
  }
}

TEST(UuidSource, after_a_jump_back_the_clock_counts_again_once_it_has_caught_up) {
  std::int64_t now = 1'800'000'000'000'000;
  UuidSource source([&] { return Instant(now); }, seeded(4));
  const Uuid before = source.next();
  now -= 3'600'000'000;
  const Uuid jumped = source.next();
  EXPECT_TRUE(std::equal(before.bytes.begin(), before.bytes.begin() + 6, jumped.bytes.begin()));
  now += 3'600'001'000;
  EXPECT_EQ(source.next().bytes[5], static_cast<std::uint8_t>(before.bytes[5] + 1));
}

TEST(UuidSource, a_counter_that_overflows_borrows_the_next_millisecond) {
  UuidSource source([] { return Instant(1'800'000'000'000'000); }, all_ones());
  const Uuid first = source.next();
  const Uuid second = source.next();
  EXPECT_LT(first, second);
  EXPECT_EQ(second.bytes[5], static_cast<std::uint8_t>(first.bytes[5] + 1));
  EXPECT_EQ(second.bytes[6] >> 4, 7);
}

TEST(UuidSource, many_threads_never_get_the_same_id_and_each_sees_them_grow) {
  UuidSource source([] { return Instant(1'800'000'000'000'000); }, seeded(5));
  std::vector<std::vector<Uuid>> made(8);
  std::vector<std::thread> threads;
  for (auto& ids : made) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2'000; ++i) ids.push_back(source.next());
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<Uuid> all;
  for (const auto& ids : made) {
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    all.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(all.size(), 16'000U);
}

TEST(Uid, text_carries_the_prefix_and_another_prefix_is_refused) {
  const PersonId person(uuid_from_hex("01890a5d-ac96-774b-bcce-b302099a8057"));
  EXPECT_EQ(person.text(), "person_01h455vb4pex5vsknk084sn02q");
  EXPECT_EQ(PersonId::parse(person.text()), person);
  EXPECT_FALSE(TenantId::parse(person.text()));
  EXPECT_FALSE(PersonId::parse("person-01h455vb4pex5vsknk084sn02q"));
  EXPECT_FALSE(PersonId::parse("01h455vb4pex5vsknk084sn02q"));
  EXPECT_FALSE(PersonId::parse(""));
  EXPECT_TRUE(PersonId().is_nil());
}

}  // namespace
}  // namespace bailiwick
