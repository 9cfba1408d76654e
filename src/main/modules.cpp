#include "main/modules.hpp"

#include "alignment/migrations.hpp"
#include "crm/migrations.hpp"
#include "market/migrations.hpp"
#include "planning/migrations.hpp"
#include "platform/api/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/directory.hpp"
#include "platform/events/migrations.hpp"
#include "platform/identity/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/mail/migrations.hpp"
#include "platform/threads/migrations.hpp"

namespace bailiwick {

std::vector<platform::db::MigrationModule> all_migrations() {
  return {platform::db::db_migrations(),
          platform::audit::audit_migrations(),
          platform::identity::identity_migrations(),
          alignment::alignment_migrations(),
          crm::crm_migrations(),
          platform::jobs::jobs_migrations(),
          platform::mail::mail_migrations(),
          platform::events::events_migrations(),
          platform::threads::threads_migrations(),
          platform::api::api_migrations(),
          planning::planning_migrations(),
          market::market_migrations()};
}

}  // namespace bailiwick
