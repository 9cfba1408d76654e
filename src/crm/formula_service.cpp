#include "crm/formula_service.hpp"

#include "crm/record_formula.hpp"
#include "crm/settings_store.hpp"
#include "formula/advice.hpp"
#include "formula/evaluate.hpp"

namespace bailiwick::crm {

Result<TriedFormula> FormulaService::try_formula(const platform::identity::Principal& principal,
                                                 ObjectKind object, const std::string& text,
                                                 std::optional<formula::Kind> wanted) const {
  const auto allowed = require(principal, platform::identity::Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer{.principal = principal, .day = utc_date(parts_.now())};
  return parts_.database.read([&](db::Connection& connection) -> Result<TriedFormula> {
    const auto custom = custom_fields(connection, principal.tenant, object);
    if (!custom) return tl::unexpected(custom.error());
    const ObjectSpec& spec = object_of(object);
    const auto stages = pipelines(connection, principal.tenant);
    if (!stages) return tl::unexpected(stages.error());
    const auto program = formula::compile(formula_schema(spec, *custom, *stages),
                                          {{"formula", text, wanted}}, formula::Advice::kAsked);
    if (!program) return TriedFormula{.faults = program.error()};
    TriedFormula tried{.type = program->formulas().front().meaning.type};
    const ListRequest request{.words = {}, .limit = kTriedRecords};
    const auto page = list_records(connection, viewer, {spec, *custom, request});
    if (!page) return tl::unexpected(page.error());
    tried.is_all = !page->next;
    for (const Record& record : page->records) {
      auto value = formula::evaluate_row(*program, 0, formula_values(record, *custom));
      ++tried.count;
      if (value == formula::Value(true)) ++tried.matches;
      if (tried.shown.size() < kShownRecords)
        tried.shown.push_back({record.id, record.title(), std::move(value)});
    }
    return tried;
  });
}

}  // namespace bailiwick::crm
