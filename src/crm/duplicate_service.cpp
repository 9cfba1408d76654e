#include "crm/duplicate_service.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "crm/duplicate_store.hpp"
#include "crm/marks.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using identity::Permission;

constexpr double kLikely = 0.5;
constexpr std::int64_t kStretchRows = 5'000;
constexpr int kStretchesMax = 40;  // a page looks no further
constexpr std::size_t kPairsOfOne = 20;

Result<void> check_object(ObjectKind object) {
  if (has_duplicates(object)) return {};
  return fail(ErrorCode::kInvalidInput, "R029",
              "Duplicates are looked for among accounts, contacts and leads, not among " +
                  std::string(object_of(object).plural) + ".");
}

using Records = std::map<Uuid, Record>;

// Those of the records that the viewer sees, hidden ones left out.
Result<Records> seen_among(db::Connection& connection, const Viewer& viewer, ObjectKind object,
                           const std::set<Uuid>& ids) {
  Records seen;
  const std::vector<Uuid> all(ids.begin(), ids.end());
  for (std::size_t first = 0; first < all.size(); first += kExternalIdsMax) {
    const auto some = std::span(all).subspan(first, std::min(kExternalIdsMax, all.size() - first));
    const auto titles = titles_of(connection, viewer, object, some);
    if (!titles) return tl::unexpected(titles.error());
    auto records = find_by_ids(connection, viewer.principal.tenant, object_of(object), {}, some);
    if (!records) return tl::unexpected(records.error());
    for (Record& record : *records)
      if (!record.is_deleted && titles->contains(record.id.uuid))
        seen.emplace(record.id.uuid, std::move(record));
  }
  return seen;
}

// Finds the likely pairs among records that share marks.
class PairFinder {
 public:
  PairFinder(db::Connection& connection, const Viewer& viewer, ObjectKind object)
      : connection_(connection), viewer_(viewer), object_(object) {}

  Result<void> read(const std::vector<Sharing>& shared) {
    std::set<Uuid> ids;
    for (const Sharing& one : shared) ids.insert(one.records.begin(), one.records.end());
    auto seen = seen_among(connection_, viewer_, object_, ids);
    if (!seen) return tl::unexpected(seen.error());
    seen_ = std::move(*seen);
    return {};
  }

  // Adds a and b where they are likely the same, seen, and not said to be different: whether they are.
  Result<bool> add(const Uuid& a, const Uuid& b) {
    const auto at_a = seen_.find(a);
    const auto at_b = seen_.find(b);
    if (at_a == seen_.end() || at_b == seen_.end()) return false;
    Likeness likeness = likeness_of(at_a->second, at_b->second);
    if (likeness.probability < kLikely) return false;
    const auto is_apart = are_different(connection_, viewer_.principal.tenant, {object_, a, b});
    if (!is_apart) return tl::unexpected(is_apart.error());
    if (*is_apart) return false;
    found.push_back({.a = at_a->second.id,
                     .b = at_b->second.id,
                     .a_title = at_a->second.title(),
                     .b_title = at_b->second.title(),
                     .likeness = std::move(likeness)});
    return true;
  }

  // The pairs of one mark whose earlier marks did not tell them already.
  Result<void> add_all(const Sharing& shared) {
    for (std::size_t i = 0; i < shared.records.size(); ++i) {
      for (std::size_t j = i + 1; j < shared.records.size(); ++j) {
        const auto is_told = add(shared.records[i], shared.records[j]);
        if (!is_told) return tl::unexpected(is_told.error());
        if (!*is_told) continue;
        const auto first = first_mark(found.back());
        if (!first) return tl::unexpected(first.error());
        if (*first != shared.mark) found.pop_back();
      }
    }
    return {};
  }

  std::vector<LikelyPair> sorted() {
    std::ranges::stable_sort(found, std::greater<>(),
                             [](const LikelyPair& pair) { return pair.likeness.probability; });
    return std::move(found);
  }

  std::vector<LikelyPair> found;

 private:
  Result<std::string> first_mark(const LikelyPair& pair) const {
    const auto shared = shared_marks_of(connection_, viewer_.principal.tenant, pair.a);
    if (!shared) return tl::unexpected(shared.error());
    std::string first;
    for (const Sharing& one : *shared)
      if (std::ranges::find(one.records, pair.b.uuid) != one.records.end() &&
          (first.empty() || one.mark < first))
        first = one.mark;
    return first;
  }

  db::Connection& connection_;
  const Viewer& viewer_;
  ObjectKind object_;
  Records seen_;
};

}  // namespace

Viewer DuplicateService::viewer_of(const Principal& principal) const {
  return {.principal = principal, .day = utc_date(parts_.now())};
}

Result<PairPage> DuplicateService::pairs(const Principal& principal, ObjectKind object,
                                         const std::string& after, std::int64_t limit) const {
  auto allowed = require(principal, Permission::kCrmRead);
  if (allowed) allowed = check_object(object);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  return parts_.database.read([&](db::Connection& connection) -> Result<PairPage> {
    PairFinder finder(connection, viewer, object);
    PairPage page{.items = {}, .next = after};
    for (int stretches = 0; page.next && stretches < kStretchesMax; ++stretches) {
      const auto stretch = shared_marks(connection, viewer, object, *page.next, kStretchRows);
      if (!stretch) return tl::unexpected(stretch.error());
      const auto read = finder.read(stretch->shared);
      if (!read) return tl::unexpected(read.error());
      for (const Sharing& shared : stretch->shared) {
        const auto added = finder.add_all(shared);
        if (!added) return tl::unexpected(added.error());
        page.next = shared.mark;
        if (static_cast<std::int64_t>(finder.found.size()) >= limit) {
          page.items = finder.sorted();
          return page;
        }
      }
      page.next = stretch->is_the_end ? std::nullopt : std::optional(stretch->last);
    }
    page.items = finder.sorted();
    return page;
  });
}

Result<std::vector<LikelyPair>> DuplicateService::pairs_of(const Principal& principal,
                                                           const RecordId& id) const {
  auto allowed = require(principal, Permission::kCrmRead);
  if (allowed) allowed = check_object(id.kind);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer = viewer_of(principal);
  return parts_.database.read([&](db::Connection& connection) -> Result<std::vector<LikelyPair>> {
    const auto self = find_record(connection, viewer, {}, id);
    if (!self) return tl::unexpected(self.error());
    if (!*self) return refuse_unknown(id);
    const auto shared = shared_marks_of(connection, principal.tenant, id);
    if (!shared) return tl::unexpected(shared.error());
    PairFinder finder(connection, viewer, id.kind);
    const auto read = finder.read(*shared);
    if (!read) return tl::unexpected(read.error());
    std::set<Uuid> others;
    for (const Sharing& one : *shared) others.insert(one.records.begin(), one.records.end());
    others.erase(id.uuid);
    for (const Uuid& other : others) {
      const auto added = finder.add(id.uuid, other);
      if (!added) return tl::unexpected(added.error());
    }
    auto pairs = finder.sorted();
    if (pairs.size() > kPairsOfOne) pairs.erase(pairs.begin() + kPairsOfOne, pairs.end());
    return pairs;
  });
}

Result<void> DuplicateService::different(const Principal& principal, const RecordId& id,
                                         const Uuid& other) const {
  auto allowed = require(principal, Permission::kCrmWrite);
  if (allowed) allowed = check_object(id.kind);
  if (!allowed) return allowed;
  if (other == id.uuid)
    return fail(ErrorCode::kInvalidInput, "R029", "A record is not different from itself.");
  const Viewer viewer = viewer_of(principal);
  return parts_.database.write([&](db::Connection& connection) -> Result<void> {
    for (const RecordId& one : {id, RecordId{id.kind, other}}) {
      const auto found = find_record(connection, viewer, {}, one);
      if (!found) return tl::unexpected(found.error());
      if (!*found) return refuse_unknown(one);
    }
    return set_different(connection, principal.tenant, {id.kind, id.uuid, other},
                         {parts_.now(), principal.person});
  });
}

}  // namespace bailiwick::crm
