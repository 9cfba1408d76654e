// The audit log of each company: append-only, numbered without gaps, chained by hashes, its head sealed.
//
// Entry n holds the hash of entry n - 1, and its own: SHA-256 over the canonical text that docs/spec/audit-log.md defines.
// The head (the last number and hash) is sealed with HMAC-SHA256 under a key that is kept outside the database. So
// verify() finds every entry that was altered, removed, added or moved, at the end too, by anyone who can write to the database but does
// not have the key. What no log can find by itself: that the whole database, head included, was put back to an
// earlier state, and what someone with the key and the database writes anew. For that the head is an anchor: keep
// it elsewhere (it is printed by each verification), and hand it to a later one.
// The idea of chaining: S. Haber, W. S. Stornetta, "How to Time-Stamp a Digital Document", Journal of Cryptology 3
// (1991), doi:10.1007/BF00196791.
//
// append() belongs into the same transaction as the change it tells of. Thread-safe; cheap to copy.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/audit/entry.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::audit {

using Hash = std::array<std::uint8_t, 32>;
using SealKey = std::array<std::uint8_t, 32>;

// The end of the log at some time: "12:9f86d081...", the number and 64 hexadecimal digits. Number 0: empty.
struct Anchor {
  std::int64_t number = 0;
  Hash hash{};

  [[nodiscard]] std::string text() const;
  friend bool operator==(const Anchor&, const Anchor&) = default;
};
// A009 where the text is no anchor.
[[nodiscard]] Result<Anchor> parse_anchor(std::string_view text);

// The first thing found wrong: at which number, and by which rule.
//   A001 an entry is missing; A002 an entry was altered; A003 an entry does not follow the one before it; A004 entries are missing
//   at the end; A005 there are entries beyond the head; A006 the head's seal is not ours; A007 there is no head; A008 the log does not pass
//   through the given anchor.
struct Fault {
  std::int64_t number = 0;
  std::string rule;
  std::string message;
};

struct Verification {
  std::int64_t entries = 0;  // that were read, up to the fault where there is one
  Anchor head;               // as the database says
  std::optional<Fault> first_fault;

  [[nodiscard]] bool is_intact() const { return !first_fault; }
};

class Log {
 public:
  Log(WallClock now, const SealKey& key);

  // The number given to the entry. Inside Database::write only.
  Result<std::int64_t> append(db::Connection& connection, const Entry& entry) const;

  // Reads the whole log of a company. `anchor`: a head that an earlier verification gave.
  [[nodiscard]] Result<Verification> verify(
      db::Connection& connection, TenantId tenant,
      const std::optional<Anchor>& anchor = std::nullopt) const;

 private:
  [[nodiscard]] Hash seal(TenantId tenant, const Anchor& head) const;

  WallClock now_;
  SealKey key_;
};

}  // namespace bailiwick::platform::audit
