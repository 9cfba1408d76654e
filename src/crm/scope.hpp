// Which records a person may see, for lists of other capabilities that stand beside them.
#pragma once

#include "crm/record_sql.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {

// "SELECT a.lead_id AS id, a.company AS company, ... FROM lead a WHERE ...": the leads that the viewer sees, hidden ones left out, with the fields that a list shows:
// id, company, first_name, last_name, status, source, city, country. To be joined by id.
void add_visible_leads(db::ListQuery& query, const Viewer& viewer);

}  // namespace bailiwick::crm
