// Principals that were authenticated a moment ago, so that most requests cost no query.
//
// Keyed by the digest of the credential. What is found is at most as old as the last forget() of its company in this process,
// and as kStalenessSeconds where another process changed it: then the company's epoch is read again (one row), and all
// of the company's entries are dropped when it has grown. Thread-safe. At most kEntriesMax; when it is full it starts anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::identity {

inline constexpr std::int64_t kStalenessSeconds = 2;

class PrincipalCache {
 public:
  static constexpr std::size_t kEntriesMax = 100'000;

  PrincipalCache();
  ~PrincipalCache();
  PrincipalCache(const PrincipalCache&) = delete;
  PrincipalCache& operator=(const PrincipalCache&) = delete;

  struct Entry {
    Principal principal;
    Instant expires_at;
    Instant last_seen_at;
  };
  struct Found {
    std::shared_ptr<const Principal> principal;
    bool is_epoch_due = false;  // read the epoch, hand it to set_epoch(), and look again
  };

  // Nothing where it is not there, its time is over, or it was not used for `idle_seconds`. A find is a use.
  [[nodiscard]] std::optional<Found> find(const crypto::Digest& key, Instant now,
                                          std::int64_t idle_seconds);
  // A ticket to hand to put(): when the company is forgotten in between, what was read is not kept.
  [[nodiscard]] std::uint64_t ticket(TenantId tenant) const;
  // The principal of the entry, kept or not.
  std::shared_ptr<const Principal> put(const crypto::Digest& key, Entry entry,
                                       std::uint64_t ticket);

  // All of a company's entries. After each commit that ends or changes what someone may do.
  void forget(TenantId tenant);
  // The epoch as just read; forgets the company's entries where it is another than before.
  void set_epoch(TenantId tenant, std::int64_t epoch, Instant now);

  // What was used since the last call, with when: to be written down.
  struct Use {
    TenantId tenant;
    Uuid credential;
    Channel channel = Channel::kSession;
    Instant at;
  };
  [[nodiscard]] std::vector<Use> take_uses();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bailiwick::platform::identity
