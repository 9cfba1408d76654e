// The services of the studio, made once and joined: boards, scenarios, offers, proposals, what is said, activation, papers,
// homes, and the maps they are drawn on.
#pragma once

#include "planning/board_desk.hpp"
#include "planning/board_service.hpp"
#include "planning/book_diff.hpp"
#include "planning/dataset_map.hpp"
#include "planning/front_service.hpp"
#include "planning/home_service.hpp"
#include "planning/offer_service.hpp"
#include "planning/paper_service.hpp"
#include "planning/plan_activation.hpp"
#include "planning/plan_approvals.hpp"
#include "planning/plan_rollback.hpp"
#include "planning/plan_talk.hpp"
#include "planning/proposal_service.hpp"
#include "planning/scenario_service.hpp"

namespace bailiwick::planning {

struct Studio {
  // What the parts refer to outlives it.
  Studio(const PlanningParts& parts, const AssignmentService& assignment,
         const alignment::AlignmentService& alignment, const HandoverDesk& handovers,
         const BookSource& book_source)
      : desks(parts),
        boards(parts, desks),
        scenarios(parts, desks, boards),
        books(scenarios, alignment, book_source),
        offers(parts, desks, boards),
        fronts(parts, desks, offers),
        proposals(parts, desks, boards),
        approvals(parts, desks, boards, alignment),
        talk({parts, desks, assignment, alignment, approvals}),
        activation({parts, desks, boards, assignment, alignment, handovers}),
        rollback({parts, desks, boards, assignment, alignment, handovers}),
        maps(parts),
        papers(parts, desks),
        homes(parts) {}
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  BoardDesks desks;
  BoardService boards;
  ScenarioService scenarios;
  BookDiffService books;
  OfferService offers;
  FrontService fronts;
  ProposalService proposals;
  PlanApprovals approvals;
  PlanTalk talk;
  PlanActivation activation;
  PlanRollback rollback;
  DatasetMaps maps;
  PaperService papers;
  HomeService homes;
};

// The jobs of offers and activations. It outlives them.
void add_studio_kinds(const Studio& studio, platform::jobs::JobQueue& queue,
                      platform::db::Database& database, int threads);
// It outlives the routes.
[[nodiscard]] platform::http::Routes studio_routes(const Studio& studio);

}  // namespace bailiwick::planning
