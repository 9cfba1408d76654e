// A person's data: all of it as one JSON document, and gone.
//
// What is personal stands in records a person, apart from the ids that everything else refers to. Each folder that keeps such
// records registers a contributor: it adds its part to an export, and removes it in an erasure's transaction.
// After an erasure the id stays as a tombstone without a name, so that the audit log and what refers to it still hold.
// Errors: I001, I020, I025; I027 the person was erased already (kConflict); I029 one does not erase oneself (kForbidden).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::platform::identity {

struct PersonalData {
  std::string name;  // the key of its part in the export: "alignment"
  // Its part, as JSON text.
  std::function<Result<std::string>(db::Connection&, const PersonKey&)> export_json;
  // Removes or blanks what is personal; runs in the erasure's transaction, and may run again.
  std::function<Result<void>(db::Connection&, const PersonKey&)> erase;
};

struct SweepReport {
  std::int64_t people_erased = 0;
  std::int64_t sessions_removed = 0;
};

class Privacy {
 public:
  Privacy(const Environment& environment, std::vector<PersonalData> contributors)
      : environment_(environment), contributors_(std::move(contributors)) {}

  // Of oneself always; of others with kPersonalExport. Told to the audit log.
  [[nodiscard]] Result<std::string> export_person(const Principal& principal,
                                                  PersonId person) const;
  Result<void> erase(const Principal& principal, PersonId person) const;

  // Erases who was deactivated longer ago than the company keeps personal data; removes expired sessions, links, and old tries
  // to sign in. For a daily job; safe to repeat.
  Result<SweepReport> sweep() const;

 private:
  Result<void> erase_now(db::Connection& connection, const PersonKey& key,
                         const audit::Actor& actor) const;
  Result<void> sweep_company(db::Connection& connection, TenantId tenant,
                             SweepReport& report) const;

  Environment environment_;
  std::vector<PersonalData> contributors_;
};

}  // namespace bailiwick::platform::identity
