// The SQL of lists: which rows a request asks for, which of them a person may see, in which order, from where on.
//
// Rows are a; of accounts t is their place in the alignment on the day, where it is joined. Pieces of text are literals, values are bound.
#pragma once

#include "alignment/scope.hpp"
#include "base/time.hpp"
#include "crm/record_list.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

// Whose eyes, on which day.
struct Viewer {
  const platform::identity::Principal& principal;
  LocalDate day;
};

// What a list is found by: the index of its order, of which rows are taken until the page is full; or the few rows that words or territories
// leave, which are then sorted. A query begins with those (CROSS JOIN), so that no database has to guess.
enum class Drive {
  kOrder,
  kWords,        // the rarest word, with the others
  kTerritories,  // the accounts of those that are asked for
  kReach,        // the accounts that the viewer sees
};
struct Asking {
  const ListRequest& request;
  std::vector<std::string> words = {};  // of the search, the rarest first
  Drive drive = Drive::kOrder;
  db::Dialect dialect = db::Dialect::kSqlite;
};
// How the request is best asked: a look at how frequent its words are. O(kRareMax) a word.
inline constexpr std::int64_t kRareMax = 3'000;
inline constexpr std::int64_t kRareTogetherMax =
    24'000;  // of several words, few rows have all of them
[[nodiscard]] Result<Asking> asking_of(db::Connection& connection, const ObjectSpec& object,
                                       const ListRequest& request, const Viewer& viewer);

// Whether hidden records are shown.
enum class Shown { kOpen, kAll };
struct Visible {
  Shown shown = Shown::kOpen;
  bool has_territory = true;       // t is joined, of accounts
  const Asking* asking = nullptr;  // null: found by what is added behind
};
// " FROM account a LEFT JOIN ... WHERE a.tenant_id = $1 AND a.is_deleted = 0 AND ...": what the viewer may see of an object.
void add_visible_from(db::ListQuery& query, const ObjectSpec& object, const Viewer& viewer,
                      const Visible& visible);
// " AND ..." for the request's words and conditions.
void add_asked(db::ListQuery& query, const ObjectSpec& object, const Asking& asking,
               const Viewer& viewer);

// Rows with a value in the order's column come first, then those without, by id.
enum class Half { kFilled, kEmpty };
// " ORDER BY ...": the order of one half of a list.
void add_order(db::ListQuery& query, const ObjectSpec& object, const Asking& asking, Half half);
// " AND ... ORDER BY ... LIMIT n": one half of the list, behind the request's place where it lies in this half.
void add_half(db::ListQuery& query, const ObjectSpec& object, const Asking& asking, Half half,
              std::int64_t limit);
// Whether a condition needs t: not one that the list is driven by.
[[nodiscard]] bool asks_for_territory(const Asking& asking);
// Whether rows may be without a value there at all.
[[nodiscard]] bool may_be_empty(const ObjectSpec& object, const Column& column);

// A custom field of a, as a text or a number.
void add_custom(db::ListQuery& query, const Column& column, db::Dialect dialect);

// The column's name, with "a." before it: for grouping.
void add_column(db::ListQuery& query, const ObjectSpec& object, const Column& column);

}  // namespace bailiwick::crm
