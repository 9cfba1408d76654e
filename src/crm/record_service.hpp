// The use cases of records: list, count, group, read, add, change, hide, bring back.
//
// Reading needs crm.read and shows what the asker's scope has today; changing needs crm.write. Every change is told to the audit log (ids
// alone) and to open pages, as record.updated {object, id}, in its own transaction.
// Errors: I001; R001 no such record within the asker's scope (kNotFound); R002 a required field is empty; R003, R004, R005 a value
// (field_value.hpp); R006 a reference leads nowhere; R007 no such stage; R008, R011, R012, R014 of lists (record_list.hpp); R009 the external id is
// taken (kConflict); R010 changed since it was read (kPrecondition); R013 an account below itself.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/groups.hpp"
#include "crm/parts.hpp"
#include "crm/pipeline.hpp"
#include "crm/record_json.hpp"
#include "crm/record_store.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

// A list as a client asks for it; texts as they came.
struct ListAsk {
  ObjectKind object = ObjectKind::kAccount;
  std::string words = {};
  std::string where = {};  // JSON; empty: everything
  std::string sort = {};
  std::string cursor = {};
  std::int64_t limit = 50;
};

struct LabelledRecord {
  Record record;
  Labels labels;
};
struct LabelledPage {
  std::vector<LabelledRecord> items;
  std::vector<CustomField> custom;
  std::optional<std::string> next = {};
};
class RecordService {
 public:
  using Principal = platform::identity::Principal;

  explicit RecordService(const CrmParts& parts) : parts_(parts) {}

  [[nodiscard]] Checked<LabelledPage> list(const Principal& principal, const ListAsk& ask) const;
  [[nodiscard]] Checked<std::int64_t> count(const Principal& principal, const ListAsk& ask) const;
  [[nodiscard]] Checked<Groups> groups(const Principal& principal, const ListAsk& ask,
                                       const std::string& by) const;
  [[nodiscard]] Result<LabelledPage> record(const Principal& principal, const RecordId& id) const;
  // The fields of a body, as the API has them. The record as it is then.
  [[nodiscard]] Checked<LabelledPage> add(const Principal& principal, ObjectKind object,
                                          const nlohmann::json& body) const;
  // version: the one it was read with; absent: whichever it is.
  [[nodiscard]] Checked<LabelledPage> change(const Principal& principal, const RecordId& id,
                                             std::optional<std::int64_t> version,
                                             const nlohmann::json& body) const;
  Result<void> hide(const Principal& principal, const RecordId& id,
                    std::optional<std::int64_t> version) const;
  [[nodiscard]] Result<LabelledPage> restore(const Principal& principal, const RecordId& id) const;

 private:
  using Connection = platform::db::Connection;
  // What hangs on who asks, in one transaction.
  struct Scene {
    const Viewer& viewer;
    const std::vector<CustomField>& custom;
  };
  // A body to be set over a record; before: as it was, null of a new one.
  struct Filling {
    const nlohmann::json& body;
    const Record* before = nullptr;
  };
  template <class T, class Work>
  [[nodiscard]] Checked<T> asked(const Principal& principal, const ListAsk& ask, Work&& work) const;
  template <class Work>
  [[nodiscard]] Checked<LabelledPage> written(const Principal& principal, ObjectKind object,
                                              Work&& work) const;
  // Sets the fields and what follows from them: every mistake.
  [[nodiscard]] Result<Errors> fill(Connection& connection, const Scene& scene, Record& record,
                                    const Filling& filling) const;
  [[nodiscard]] Viewer viewer_of(const Principal& principal) const;
  [[nodiscard]] Checked<ListRequest> request_of(const ListNames& names, const ListAsk& ask) const;
  [[nodiscard]] Result<LabelledPage> labelled(Connection& connection, const Scene& scene,
                                              std::vector<Record> records) const;
  [[nodiscard]] Result<Record> existing(Connection& connection, const Scene& scene,
                                        const RecordId& id, std::optional<std::int64_t> version,
                                        bool is_deleted) const;
  // Where a new record stands, before it is written (true: the desk has sent it somewhere), and after.
  [[nodiscard]] Result<bool> route(Connection& connection, const Principal& principal,
                                   Record& record) const;
  Result<void> place(const Principal& principal, const Record& record,
                     const nlohmann::json& body) const;

  CrmParts parts_;
};

}  // namespace bailiwick::crm
