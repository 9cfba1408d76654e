#include "platform/identity/principal_cache.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace bailiwick::platform::identity {
namespace {

// A digest is random already: its first bytes are hash enough.
struct DigestHash {
  std::size_t operator()(const crypto::Digest& digest) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return value;
  }
};

struct Slot {
  std::shared_ptr<const Principal> principal;
  Instant expires_at;
  std::uint64_t generation = 0;
  std::atomic<std::int64_t> last_seen_micros = 0;
  std::atomic<bool> is_used = false;  // since the last take_uses()
};

struct KnownCompany {
  std::uint64_t generation = 0;
  std::int64_t epoch = -1;
  Instant epoch_read_at;
};

}  // namespace

struct PrincipalCache::State {
  mutable std::shared_mutex mutex;
  std::unordered_map<crypto::Digest, std::unique_ptr<Slot>, DigestHash> slots;
  std::unordered_map<Uuid, KnownCompany> companies;
};

PrincipalCache::PrincipalCache() : state_(std::make_unique<State>()) {}
PrincipalCache::~PrincipalCache() = default;

std::optional<PrincipalCache::Found> PrincipalCache::find(const crypto::Digest& key, Instant now,
                                                          std::int64_t idle_seconds) {
  const std::shared_lock lock(state_->mutex);
  const auto at = state_->slots.find(key);
  if (at == state_->slots.end()) return std::nullopt;
  Slot& slot = *at->second;
  const auto company = state_->companies.find(slot.principal->tenant.uuid());
  if (company == state_->companies.end() || company->second.generation != slot.generation)
    return std::nullopt;
  const Instant last_seen(slot.last_seen_micros.load());
  if (now >= slot.expires_at || now >= last_seen.plus_seconds(idle_seconds)) return std::nullopt;
  // A clock that was put back makes everything due.
  const Instant read_at = company->second.epoch_read_at;
  const bool is_due = now < read_at || now >= read_at.plus_seconds(kStalenessSeconds);
  if (now > last_seen) slot.last_seen_micros.store(now.micros());
  slot.is_used.store(true, std::memory_order_relaxed);
  return Found{.principal = slot.principal, .is_epoch_due = is_due};
}

std::uint64_t PrincipalCache::ticket(TenantId tenant) const {
  const std::shared_lock lock(state_->mutex);
  const auto company = state_->companies.find(tenant.uuid());
  return company == state_->companies.end() ? 0 : company->second.generation;
}

std::shared_ptr<const Principal> PrincipalCache::put(const crypto::Digest& key, Entry entry,
                                                     std::uint64_t ticket) {
  auto principal = std::make_shared<const Principal>(std::move(entry.principal));
  const std::unique_lock lock(state_->mutex);
  if (state_->companies[principal->tenant.uuid()].generation != ticket) return principal;
  if (state_->slots.size() >= kEntriesMax) state_->slots.clear();
  auto slot = std::make_unique<Slot>();
  slot->expires_at = entry.expires_at;
  slot->generation = ticket;
  slot->last_seen_micros = entry.last_seen_at.micros();
  slot->is_used = true;
  slot->principal = principal;
  state_->slots[key] = std::move(slot);
  return principal;
}

void PrincipalCache::forget(TenantId tenant) {
  const std::unique_lock lock(state_->mutex);
  ++state_->companies[tenant.uuid()].generation;
}

void PrincipalCache::set_epoch(TenantId tenant, std::int64_t epoch, Instant now) {
  const std::unique_lock lock(state_->mutex);
  KnownCompany& company = state_->companies[tenant.uuid()];
  if (company.epoch != epoch) ++company.generation;
  company.epoch = epoch;
  company.epoch_read_at = now;
}

std::vector<PrincipalCache::Use> PrincipalCache::take_uses() {
  const std::unique_lock lock(state_->mutex);
  std::vector<Use> uses;
  std::erase_if(state_->slots, [&](auto& item) {
    Slot& slot = *item.second;
    const Principal& principal = *slot.principal;
    if (slot.is_used.exchange(false))
      uses.push_back({.tenant = principal.tenant,
                      .credential = principal.credential,
                      .channel = principal.channel,
                      .at = Instant(slot.last_seen_micros.load())});
    return state_->companies[principal.tenant.uuid()].generation != slot.generation;
  });
  std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) {
    return std::tie(a.tenant, a.credential) < std::tie(b.tenant, b.credential);
  });
  return uses;
}

}  // namespace bailiwick::platform::identity
