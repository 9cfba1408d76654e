// The SQL of records, for every object alike: made of the object's description (object.hpp). Plain functions, in the transaction of the
// connection they are given. What a person may not see is not there (record_sql.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/record_list.hpp"
#include "crm/record_sql.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

inline constexpr std::int64_t kGroupsMax = 200;

// Adds records with their words, many at once; where `later` is given the words are kept there, to be written before the transaction ends.
// D006 where an external id is taken, D007 where a reference leads nowhere.
class WordsLater;
Result<void> insert_records(db::Connection& connection, TenantId tenant,
                            std::span<const Record> records, WordsLater* later = nullptr);
// Writes all of a record, whose version is the one it had when it was read; false where it is another now.
Result<bool> update_record(db::Connection& connection, TenantId tenant, const Record& record);
// Hides it or brings it back; false where the version is another.
struct Hiding {
  bool is_deleted = true;
  Instant at;
};
Result<bool> hide_record(db::Connection& connection, TenantId tenant, const Record& record,
                         const Hiding& hiding);

// One that the viewer may see. is_deleted: also one that is hidden.
[[nodiscard]] Result<std::optional<Record>> find_record(db::Connection& connection,
                                                        const Viewer& viewer,
                                                        const std::vector<CustomField>& custom,
                                                        const RecordId& id,
                                                        bool is_deleted = false);
// By external id, whoever asks: for imports. At most kExternalIdsMax at once; hidden ones too.
inline constexpr std::size_t kExternalIdsMax = 500;
[[nodiscard]] Result<std::vector<Record>> find_by_external_ids(
    db::Connection& connection, TenantId tenant, const ObjectSpec& object,
    const std::vector<CustomField>& custom, std::span<const std::string> ids);

// By id, whoever asks; at most kExternalIdsMax at once; hidden ones too.
[[nodiscard]] Result<std::vector<Record>> find_by_ids(db::Connection& connection, TenantId tenant,
                                                      const ObjectSpec& object,
                                                      const std::vector<CustomField>& custom,
                                                      std::span<const Uuid> ids);
// What the viewer may see and is so called (title_key() of its title), at most kExternalIdsMax titles at once.
struct Titled {
  Uuid id;
  std::string key;
};
[[nodiscard]] Result<std::vector<Titled>> find_by_titles(db::Connection& connection,
                                                         const Viewer& viewer,
                                                         const ObjectSpec& object,
                                                         std::span<const std::string> keys);

// The custom fields that a row's text has, of those that there are; empty ones are left out.
[[nodiscard]] std::map<std::string, FieldValue> custom_values(
    std::string_view text, const std::vector<CustomField>& fields);

// A page and, where there are more, the place of its last row.
struct RecordPage {
  std::vector<Record> records;
  std::optional<PagePlace> next = {};
};
struct ListOf {
  const ObjectSpec& object;
  const std::vector<CustomField>& custom;
  const ListRequest& request;
};
[[nodiscard]] Result<RecordPage> list_records(db::Connection& connection, const Viewer& viewer,
                                              const ListOf& list);
[[nodiscard]] Result<std::int64_t> count_records(db::Connection& connection, const Viewer& viewer,
                                                 const ListOf& list);

// The rows of a list by one of their columns, the largest groups first: how many, and the sum of each money field a currency.
struct GroupSum {
  std::size_t field = 0;  // of money
  Money sum;
};
struct Group {
  FieldValue value;
  std::int64_t count = 0;
  std::vector<GroupSum> sums = {};
};
[[nodiscard]] Result<std::vector<Group>> group_records(db::Connection& connection,
                                                       const Viewer& viewer, const ListOf& list,
                                                       const Column& by);

// The titles of those of the records that the viewer may see.
[[nodiscard]] Result<std::map<Uuid, std::string>> titles_of(db::Connection& connection,
                                                            const Viewer& viewer, ObjectKind kind,
                                                            std::span<const Uuid> ids);

// The account above an account, whoever asks.
[[nodiscard]] Result<std::optional<Uuid>> parent_of(db::Connection& connection, TenantId tenant,
                                                    const Uuid& account);

}  // namespace bailiwick::crm
