#include "platform/audit/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "platform/audit/canonical.hpp"
#include "platform/audit/row.hpp"
#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::audit {
namespace {

db::Bytes bytes_of(const Hash& hash) { return {hash.begin(), hash.end()}; }

// All zeros where the stored bytes are no hash; a comparison then fails, as it must.
Hash hash_from(const db::Bytes& bytes) {
  Hash hash{};
  if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::optional<std::uint8_t> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

// The head before this entry, its number already counted up: the row is locked until the transaction ends.
Result<Anchor> claim_number(db::Connection& connection, TenantId tenant) {
  const Hash none{};
  const auto claimed = db::query_one(
      connection,
      "INSERT INTO audit_head (tenant_id, number, hash, seal) VALUES ($1, 1, $2, $2) "
      "ON CONFLICT (tenant_id) DO UPDATE SET number = audit_head.number + 1 RETURNING number, hash",
      {tenant, bytes_of(none)}, [](const db::Row& row) {
        return Anchor{.number = row.int64(0), .hash = hash_from(row.bytes(1))};
      });
  if (!claimed) return tl::unexpected(claimed.error());
  return claimed->value();
}

// Judges the entries one after the other, in the order of their numbers.
class Walk {
 public:
  Walk(TenantId tenant, std::optional<Anchor> anchor)
      : tenant_(tenant), anchor_(std::move(anchor)) {}

  void judge(const Recorded& entry, const Hash& previous, const Hash& hash) {
    if (fault_) return;
    const std::int64_t expected = last_.number + 1;
    if (entry.number != expected)
      return fault(expected, "A001", fmt::format("Entry {} is missing.", expected));
    if (crypto::sha256(canonical_text(tenant_, entry, previous)) != hash)
      return fault(expected, "A002",
                   fmt::format("Entry {} was altered: its hash is another.", expected));
    if (previous != last_.hash)
      return fault(
          expected, "A003",
          fmt::format("Entry {} does not follow entry {}: one of them was replaced or moved.",
                      expected, last_.number));
    last_ = Anchor{.number = expected, .hash = hash};
    meet_anchor();
  }

  // At the end of the entries.
  void judge_head(const std::optional<Anchor>& head, bool is_seal_ours) {
    if (fault_) return;
    if (!head) {
      if (last_.number > 0)
        fault(last_.number, "A007",
              "The head of the log is missing, so nothing tells where it ends.");
    } else if (!is_seal_ours) {
      fault(head->number, "A006",
            "The head of the log is not sealed with this server's key: it was rewritten, or the "
            "key is another.");
    } else if (head->number > last_.number) {
      fault(
          last_.number + 1, "A004",
          fmt::format("Entries {} to {} are missing at the end.", last_.number + 1, head->number));
    } else if (*head != last_) {
      fault(head->number + 1, "A005", "There are entries that the head of the log does not know.");
    }
    if (!fault_ && anchor_ && anchor_->number > last_.number)
      fault(last_.number + 1, "A008",
            fmt::format("The log ends at entry {}, before the anchor at {}.", last_.number,
                        anchor_->number));
  }

  [[nodiscard]] std::int64_t count() const { return last_.number; }
  [[nodiscard]] const std::optional<Fault>& first_fault() const { return fault_; }

 private:
  void meet_anchor() {
    if (anchor_ && anchor_->number == last_.number && *anchor_ != last_)
      fault(last_.number, "A008",
            fmt::format("Entry {} is not the one that the anchor names: the log was written anew.",
                        last_.number));
  }

  void fault(std::int64_t number, std::string_view rule, std::string message) {
    fault_ = Fault{.number = number, .rule = std::string(rule), .message = std::move(message)};
  }

  TenantId tenant_;
  std::optional<Anchor> anchor_;
  Anchor last_;
  std::optional<Fault> fault_;
};

}  // namespace

std::string Anchor::text() const { return std::to_string(number) + ':' + hex(hash); }

Result<Anchor> parse_anchor(std::string_view text) {
  const auto refuse = [&] {
    return fail(
        ErrorCode::kInvalidInput, "A009",
        "The anchor is not a number, a colon and 64 hexadecimal digits; copy it whole from an "
        "earlier verification.");
  };
  Anchor anchor;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 1 + 2 * anchor.hash.size())
    return refuse();
  const auto [end, failure] = std::from_chars(text.data(), text.data() + colon, anchor.number);
  if (failure != std::errc() || end != text.data() + colon || anchor.number < 0) return refuse();
  for (std::size_t i = 0; i < anchor.hash.size(); ++i) {
    const auto high = digit_of(text[colon + 1 + 2 * i]);
    const auto low = digit_of(text[colon + 2 + 2 * i]);
    if (!high || !low) return refuse();
    anchor.hash[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return anchor;
}

Log::Log(WallClock now, const SealKey& key) : now_(std::move(now)), key_(key) {}

Hash Log::seal(TenantId tenant, const Anchor& head) const {
  return crypto::hmac_sha256(crypto::view_of(key_), canonical_text(tenant, head));
}

Result<std::int64_t> Log::append(db::Connection& connection, const Entry& entry) const {
  const auto before = claim_number(connection, entry.tenant);
  if (!before) return tl::unexpected(before.error());
  Recorded recorded{.number = before->number,
                    .at = now_(),
                    .actor = entry.actor,
                    .action = std::string(entry.action.text()),
                    .subject = entry.subject,
                    .details = entry.details.json()};
  const Hash hash = crypto::sha256(canonical_text(entry.tenant, recorded, before->hash));
  const auto nullable = [](const Uuid& id) { return id.is_nil() ? db::Value() : db::Value(id); };
  const auto added = connection.execute(
      "INSERT INTO audit_entry (tenant_id, number, recorded_at, actor_id, via, credential_id, "
      "action, "
      "subject, details, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
      "$11)",
      {entry.tenant, recorded.number, recorded.at, nullable(recorded.actor.person.uuid()),
       name_of(recorded.actor.via), nullable(recorded.actor.credential), recorded.action,
       recorded.subject, recorded.details, bytes_of(before->hash), bytes_of(hash)});
  if (!added) return tl::unexpected(added.error());
  const Anchor head{.number = recorded.number, .hash = hash};
  const auto sealed =
      connection.execute("UPDATE audit_head SET hash = $2, seal = $3 WHERE tenant_id = $1",
                         {entry.tenant, bytes_of(hash), bytes_of(seal(entry.tenant, head))});
  if (!sealed) return tl::unexpected(sealed.error());
  return recorded.number;
}

Result<Verification> Log::verify(db::Connection& connection, TenantId tenant,
                                 const std::optional<Anchor>& anchor) const {
  Walk walk(tenant, anchor);
  const auto walked = connection.query(
      "SELECT number, recorded_at, actor_id, via, credential_id, action, subject, details, "
      "previous_hash, hash FROM audit_entry WHERE tenant_id = $1 ORDER BY number",
      {tenant}, [&](const db::Row& row) {
        const Recorded entry = recorded_from(row);
        const Hash hash = is_written_our_way(row, entry) ? hash_from(row.bytes(9)) : Hash{};
        walk.judge(entry, hash_from(row.bytes(8)), hash);
      });
  if (!walked) return tl::unexpected(walked.error());
  Hash seal_found{};
  const auto head =
      db::query_one(connection, "SELECT number, hash, seal FROM audit_head WHERE tenant_id = $1",
                    {tenant}, [&](const db::Row& row) {
                      seal_found = hash_from(row.bytes(2));
                      return Anchor{.number = row.int64(0), .hash = hash_from(row.bytes(1))};
                    });
  if (!head) return tl::unexpected(head.error());
  walk.judge_head(*head, *head && seal(tenant, **head) == seal_found);
  return Verification{
      .entries = walk.count(), .head = head->value_or(Anchor{}), .first_fault = walk.first_fault()};
}

}  // namespace bailiwick::platform::audit
