#include "planning/studio.hpp"

#include <iterator>
#include <utility>

#include "planning/activation_routes.hpp"
#include "planning/approval_routes.hpp"
#include "planning/board_routes.hpp"
#include "planning/book_routes.hpp"
#include "planning/discussion_routes.hpp"
#include "planning/front_job.hpp"
#include "planning/home_routes.hpp"
#include "planning/offer_routes.hpp"
#include "planning/optimise_job.hpp"
#include "planning/paper_routes.hpp"
#include "planning/plan_activation_job.hpp"
#include "planning/plan_rollback_job.hpp"

namespace bailiwick::planning {

namespace http = platform::http;

void add_studio_kinds(const Studio& studio, platform::jobs::JobQueue& queue,
                      platform::db::Database& database, int threads) {
  queue.add_kind(optimise_kind(studio.offers, database, threads));
  queue.add_kind(front_kind(studio.fronts, threads));
  queue.add_kind(activate_kind(studio.activation));
  queue.add_kind(rollback_kind(studio.rollback));
}

http::Routes studio_routes(const Studio& studio) {
  http::Routes all = board_routes(studio.boards);
  for (http::Routes part :
       {scenario_routes(studio.scenarios), book_routes(studio.books), offer_routes(studio.offers),
        front_routes(studio.fronts), proposal_routes(studio.proposals), talk_routes(studio.talk),
        approval_routes(studio.approvals), activation_routes(studio.activation, studio.rollback),
        dataset_map_routes(studio.maps), paper_routes(studio.papers), home_routes(studio.homes)})
    all.insert(all.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  return all;
}

}  // namespace bailiwick::planning
