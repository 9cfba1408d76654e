// The use cases of what a company defines for its CRM: its own fields, its pipelines; and the description of all objects for programs.
//
// Reading needs crm.read, changing crm.manage. Every change is told to the audit log and, as crm.updated {}, to open pages.
// Errors: I001; R010 changed since it was read; R016 no such custom field or pipeline (kNotFound); R020 .. R023 a field's definition; R024 .. R027 a
// pipeline's; R017 the key is taken (kConflict); R018 values that cannot be read as the new type (kConflict); R019 a stage that opportunities are in
// (kConflict); R028 too many (kLimit); R034 formulas that read a field whose type is to change or that is to be hidden (kConflict); R035 a choice that
// records hold (kConflict).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "crm/record_service.hpp"

namespace bailiwick::crm {

struct DescribedObject {
  const ObjectSpec* object = nullptr;
  std::vector<CustomField> custom;
};

// What may be changed of a custom field; absent: stays.
struct CustomFieldChange {
  std::optional<std::string> label = {};
  std::optional<FieldType> type = {};
  std::optional<std::vector<std::string>> choices = {};
  std::optional<std::int64_t> place = {};
  std::optional<bool> is_open = {};
};
struct CustomFieldKey {
  ObjectKind object = ObjectKind::kAccount;
  std::string key;
  std::optional<std::int64_t> version = {};  // absent: whichever it is
};

class SettingsService {
 public:
  using Principal = platform::identity::Principal;

  explicit SettingsService(const CrmParts& parts) : parts_(parts) {}

  // For imports those of the alignment too, to whoever may manage territories.
  [[nodiscard]] Result<std::vector<DescribedObject>> objects(const Principal& principal,
                                                             bool for_imports = false) const;

  // A key that is hidden comes back, if the type is the one it had.
  [[nodiscard]] Checked<CustomField> add_field(const Principal& principal, CustomField field) const;
  [[nodiscard]] Checked<CustomField> change_field(const Principal& principal,
                                                  const CustomFieldKey& key,
                                                  const CustomFieldChange& change) const;

  [[nodiscard]] Result<std::vector<Pipeline>> pipelines(const Principal& principal) const;
  // version: the one it replaces; absent: whichever there is, or a new one.
  [[nodiscard]] Checked<Pipeline> put(const Principal& principal, Pipeline pipeline,
                                      std::optional<std::int64_t> version) const;

 private:
  using Connection = platform::db::Connection;
  Result<void> tell(Connection& connection, const Principal& principal,
                    platform::audit::Entry entry) const;
  [[nodiscard]] Result<void> check_stages(Connection& connection, TenantId tenant,
                                          const Pipeline& next) const;

  CrmParts parts_;
};

}  // namespace bailiwick::crm
