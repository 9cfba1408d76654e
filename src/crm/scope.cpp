#include "crm/scope.hpp"

namespace bailiwick::crm {

void add_visible_leads(db::ListQuery& query, const Viewer& viewer) {
  query.add(
      "SELECT a.lead_id AS id, a.company AS company, a.first_name AS first_name, a.last_name AS "
      "last_name, a.status AS status, a.source AS source, a.city AS city, a.country AS country");
  add_visible_from(query, object_of(ObjectKind::kLead), viewer, {});
}

}  // namespace bailiwick::crm
