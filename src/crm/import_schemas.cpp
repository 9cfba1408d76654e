#include "crm/import_schemas.hpp"

#include "crm/custom_field.hpp"
#include "crm/pipeline.hpp"
#include "crm/settings_store.hpp"
#include "platform/identity/company_store.hpp"

namespace bailiwick::crm {

Result<ImportSchema> company_import_schema(platform::db::Connection& connection, TenantId tenant,
                                           ObjectKind object) {
  ImportSchema schema = import_schema(object);
  if (is_of_alignment(object)) return schema;
  const auto company = platform::identity::find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  if (*company) schema.reporting = Currency::parse((*company)->currency);
  const auto own = custom_fields(connection, tenant, object);
  if (!own) return tl::unexpected(own.error());
  for (const CustomField& field : *own) {
    if (!field.is_open) continue;
    schema.fields.push_back(import_field({.key = field.key,
                                          .label = field.label,
                                          .type = field.type,
                                          .choices = field.choices,
                                          .text_bytes_max = kCustomTextBytesMax}));
  }
  if (object != ObjectKind::kOpportunity) return schema;
  const auto all = pipelines(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  for (const Pipeline& pipeline : *all)
    for (const Stage& stage : pipeline.stages)
      schema.stages.push_back({stage_name(pipeline, stage), stage.name, pipeline.name});
  return schema;
}

}  // namespace bailiwick::crm
