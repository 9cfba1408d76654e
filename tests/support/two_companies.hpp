// For tests of the whole API without sockets: an installation with two companies, the first of which has something of every kind, and its
// routes, called through the dispatcher as the server calls them.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "main/application.hpp"
#include "main/demo.hpp"
#include "main/operator.hpp"
#include "market/measure_store.hpp"
#include "planning/lead_json.hpp"
#include "platform/api/authenticator.hpp"
#include "platform/crypto/random.hpp"
#include "platform/http/dispatcher.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::testing {

namespace http = platform::http;
namespace identity = platform::identity;
using nlohmann::json;

inline constexpr const char* kTwoCompaniesPassword = "territory-map-42-green";

// Two companies in one installation. What the second one may learn of the first is nothing.
class TwoCompanies : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.data_folder = folder_.file("data");
    auto opened = Application::open(config_, {});
    ASSERT_TRUE(opened) << opened.error().message;
    application_ = std::move(*opened);
    DemoRequest demo;
    demo.password = kTwoCompaniesPassword;
    demo.units_csv = "unit,lon,lat,population\na,5,52,10\nb,5.1,52,10\nc,5.2,52,10\nd,5.3,52,10\n";
    demo.territories = 2;
    demo.seconds = 1;
    ASSERT_TRUE(make_demo(*application_, demo));
    identity::NewCompany other;
    other.company.name = "Another Company";
    other.admin.name = "Another Admin";
    other.admin.email = "admin@another.example";
    other.password = kTwoCompaniesPassword;
    ASSERT_TRUE(application_->identity().companies.add(other));
    collect_ids();
    dispatcher_ = std::make_unique<http::Dispatcher>(
        application_->routes(), http::StaticFiles(),
        http::DispatcherOptions{
            .authenticate = platform::api::authenticator(application_->identity().authentication),
            .idempotency = nullptr,
            .log_error = {},
            .peer_rate = {},
            .person_rate = {},
            .content_security_policy = {}});
    add_webhook();
    add_rule();
  }

  std::string sign_in(std::string_view email) {
    const auto in = application_->identity().sign_in.with_password(
        {.email = email, .password = kTwoCompaniesPassword, .peer = "test", .previous_cookie = {}});
    EXPECT_TRUE(in);
    csrf_ = in->principal.csrf_token;
    return in->cookie;
  }

  void add_webhook() {
    const std::string cookie = sign_in("admin@demo.example");
    for (const http::Route& route : dispatcher_->routes()) {
      if (route.id != "createWebhook") continue;
      const auto made =
          call(route, "/api/v1/webhooks", cookie,
               {{"url", "https://hooks.example.com/x"}, {"events", {"plan.updated"}}});
      ASSERT_EQ(made.status, 201) << made.text();
      ids_["webhook"] = json::parse(made.text())["webhook"]["id"];
    }
  }

  // A rule of the first company's draft.
  void add_rule() {
    const std::string cookie = sign_in("planner@demo.example");
    for (const http::Route& route : dispatcher_->routes()) {
      if (route.id != "addAssignmentRule") continue;
      const auto made = call(route, "/api/v1/assignment-rules", cookie,
                             {{"territory", ids_["territory"]},
                              {"name", "Everything"},
                              {"kind", "formula"},
                              {"formula", "true"}});
      ASSERT_EQ(made.status, 201) << made.text();
      ids_["rule"] = json::parse(made.text())["id"];
    }
    for (const http::Route& route : dispatcher_->routes())
      if (route.id == "listAssignmentRuleSets")
        ids_["set"] = json::parse(
            call(route, "/api/v1/assignment-rule-sets", cookie, {}).text())["items"][0]["id"];
  }

  // A real thing of the first company for every kind of id in a path.
  void collect_ids() {
    const auto admin = person_by_email(*application_, "admin@demo.example");
    const auto planner = person_by_email(*application_, "planner@demo.example");
    const auto all = operator_of(admin->tenant);
    const auto plan = application_->plans().plans(all, {}, 1)->items.front();
    ids_["person"] = planner->person.id.text();
    ids_["plan"] = plan.id.text();
    ids_["job"] = plan.job->text();
    ids_["dataset"] = plan.dataset.text();
    ids_["offer"] = "offer_00000000000000000000000000";
    ids_["proposal"] = "proposal_00000000000000000000000000";
    identity::Principal speaker = all;
    speaker.person = planner->person.id;
    const auto comment = application_->studio().talk.say(speaker, plan.id, {.text = "Secret"});
    ids_["comment"] = comment->id.text();
    const auto as_of = alignment::AsOf{.day = application_->alignment().today()};
    ids_["territory"] = application_->alignment().tree(all, as_of)->front().territory.id.text();
    ids_["position"] = application_->alignment().positions(all, as_of)->front().position.id.text();
    identity::Principal owner = operator_of(admin->tenant);
    owner.person = admin->person.id;
    const auto token = application_->identity().tokens.make(
        owner, {.name = "t",
                .scopes = {identity::Permission::kPlansRead},
                .expires_at = platform::crypto::system_wall_clock()().plus_seconds(86'400)});
    ids_["token"] = token->token.id.text();
    ids_["provider"] = "company";
    ids_["lead"] = add_lead(owner);
    ids_["objective"] = application_->objectives().objectives(all)->front().id.text();
    folder_.write("accounts.csv", "name\nAcme\n");
    const auto upload =
        application_->imports().upload(owner, {.object = crm::ObjectKind::kAccount,
                                               .name = "accounts.csv",
                                               .path = folder_.file("accounts.csv")});
    ids_["import"] = upload->id.text();
    for (const crm::ObjectSpec& object : crm::all_objects()) {
      const auto page =
          application_->crm().records.list(owner, {.object = object.kind, .limit = 1});
      ids_[std::string(object.name)] = page->items.front().record.id.text();
    }
    ids_["merge"] = merge_leads(owner);
    ids_["layer"] = add_layer(owner.tenant);
  }

  // Two postal codes with a measure.
  std::string add_layer(TenantId tenant) {
    const auto clock = platform::crypto::system_wall_clock();
    UuidSource ids(clock, platform::crypto::fill_random);
    market::Layer layer{.id = market::LayerId(ids.next()), .name = "Postal codes"};
    layer.match = {.by = market::MatchBy::kPostalCode, .characters = 5};
    layer.state = market::LayerState::kReady;
    layer.unit_count = 2;
    layer.created_at = clock();
    const market::layer_store::LayerKey key{tenant, layer.id};
    const market::Measure population{.key = "population", .name = "Population", .unit = "people"};
    const market::MeasureValues values = {Decimal::whole(10), std::nullopt};
    const std::vector<market::LayerUnit> units = {{.code = "10001", .area_km2 = 4.0},
                                                  {.code = "10002", .area_km2 = 9.0}};
    const auto made =
        application_->database().write([&](platform::db::Connection& c) -> Result<void> {
          const auto inserted = market::layer_store::insert_layer(c, tenant, layer, {});
          if (!inserted) return inserted;
          const auto filled = market::layer_store::insert_units(c, key, units);
          if (!filled) return filled;
          return market::measure_store::put_measure(c, key, population, &values);
        });
    EXPECT_TRUE(made) << made.error().message;
    return layer.id.text();
  }

  std::string add_lead(const identity::Principal& owner) {
    const auto made =
        application_->crm().records.add(owner, crm::ObjectKind::kLead, {{"company", "A lead"}});
    return made->items.front().record.id.text();
  }

  // Another lead becomes part of the one that is asked for.
  std::string merge_leads(const identity::Principal& owner) {
    const auto kept = crm::RecordId::parse(crm::ObjectKind::kLead, ids_["lead"]);
    const auto other = crm::RecordId::parse(crm::ObjectKind::kLead, add_lead(owner));
    const auto merged = application_->crm().merges.merge(
        owner, {.kept = *kept, .other = other->uuid, .fields = {}, .version = std::nullopt});
    return merged->id.text();
  }

  // What is called by a word of the company's own, or of the program's: not by an id that another company could name.
  static std::optional<std::string> word_for(std::string_view name) {
    if (name == "object") return "account";
    if (name == "field") return "service_level";
    if (name == "pipeline") return "standard";
    if (name == "currency") return "EUR";
    if (name == "against") return "USD";
    if (name == "day") return "2026-01-05";
    if (name == "index") return "0";
    if (name == "code") return "10001";
    if (name == "key") return "population";
    return std::nullopt;
  }
  static bool names_an_id(const http::Route& route) {
    for (const http::Param& param : route.params)
      if (param.place == http::ParamPlace::kPath && !word_for(param.name)) return true;
    return false;
  }

  // Nothing where the path names a kind of thing that this test does not know.
  std::optional<std::string> path_of(const http::Route& route) {
    std::string path(route.path);
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      const std::size_t close = path.find('}', open);
      const std::string name = path.substr(open + 1, close - open - 1);
      const auto id = ids_.find(name);
      const auto word = id == ids_.end() ? word_for(name) : std::optional(id->second);
      if (!word) return std::nullopt;
      path.replace(open, close - open + 1, *word);
    }
    return path;
  }

  // An API token of the second company's administrator, with everything they may do as its scopes.
  std::string token_of_another() {
    const auto admin = person_by_email(*application_, "admin@another.example");
    identity::Principal owner = operator_of(admin->tenant);
    owner.person = admin->person.id;
    const auto made = application_->identity().tokens.make(
        owner, {.name = "all",
                .scopes = owner.permissions,
                .expires_at = platform::crypto::system_wall_clock()().plus_seconds(86'400)});
    EXPECT_TRUE(made);
    return made ? "Bearer " + made->secret : "";
  }

  // `cookie`: a session's, or "Bearer " and a token.
  http::Response call(const http::Route& route, const std::string& path, const std::string& cookie,
                      const json& body, const http::Pairs& query = {}) {
    http::Request request;
    request.method = route.method;
    request.path = path;
    request.query = query;
    request.peer = "192.0.2.7";
    if (cookie.starts_with("Bearer ")) {
      request.headers.emplace_back("authorization", cookie);
    } else if (!cookie.empty()) {
      request.headers.emplace_back("cookie", "bailiwick_session=" + cookie);
      request.headers.emplace_back("x-csrf-token", csrf_);
    }
    request.headers.emplace_back("if-match", "*");
    if (route.body) {
      request.headers.emplace_back("content-type", "application/json");
      request.body = body.dump();
    }
    if (!route.upload_types.empty())
      request.headers.emplace_back("content-type", std::string(route.upload_types.front()));
    http::Admission admission = dispatcher_->admit(request);
    http::Response response = admission.reply ? std::move(*admission.reply)
                                              : dispatcher_->answer(admission, request, path);
    dispatcher_->finish(admission, request, response);
    // What is streamed is read to its end.
    if (auto* stream = std::get_if<http::StreamBody>(&response.body)) {
      std::string whole;
      for (std::string piece; stream->next(piece);) whole += piece;
      response.body = std::move(whole);
    }
    return response;
  }

  // What the route cannot do without.
  static http::Pairs query_for(const http::Route& route) {
    http::Pairs query;
    for (const http::Param& param : route.params)
      if (param.place == http::ParamPlace::kQuery && param.presence == http::Presence::kRequired)
        query.emplace_back(param.name, "US");
    return query;
  }

  // A body that the route's own schema accepts, so that it is the service that refuses.
  json body_for(const http::Route& route) {
    const std::string id(route.id);
    const std::string day = to_text(application_->alignment().today());
    if (id == "changePerson" || id == "changeProfile") return {{"name", "Changed"}};
    if (id == "renameTerritory") return {{"name", "Changed"}};
    if (id == "changePosition") return {{"title", "Changed"}, {"kind", "rep"}};
    if (id == "placeTerritory") return {{"valid_from", day}, {"is_open", false}};
    if (id == "addAssignment") {
      return {{"territory", ids_["territory"]},
              {"position", ids_["position"]},
              {"valid_from", day},
              {"part", "owner"}};
    }
    if (id == "putHome") return {{"lon", 5.1}, {"lat", 52.1}};
    if (id == "mergePlan") return {{"from", ids_["plan"]}};
    if (id == "changeBoard" || id == "previewBoardChange") return {{"revision", 0}};
    if (id == "addPlanComment" || id == "editPlanComment") return {{"text", "Changed"}};
    if (id == "resolvePlanComment") return {{"resolved", true}};
    if (id == "addProposal" || id == "previewProposal")
      return {{"moves", {{{"to", 0}, {"units", {"a"}}}}}};
    if (id == "voteOnProposal") return {{"vote", "for"}};
    if (id == "decideProposal") return {{"decision", "accept"}};
    if (id == "openChallengeWindow")
      return {{"closes_at", to_text(platform::crypto::system_wall_clock()().plus_seconds(3600))},
              {"accepts_itself", true},
              {"votes_needed", 0}};
    if (id == "decidePlanApproval")
      return {{"territory", ids_["territory"]}, {"decision", "approve"}, {"reason", "Mine"}};
    if (id == "rollBackPlan") return {{"reason", "Mine"}};
    if (id == "restoreBoard") return {{"number", 0}};
    if (id == "setPlanState") return {{"to", "in_review"}};
    if (id == "branchPlan") return {{"name", "Stolen"}};
    if (id == "activatePlan" || id == "previewPlanActivation")
      return {{"valid_from", day}, {"country", "US"}};
    if (id.ends_with("Different") || (id.starts_with("merge") && route.path.ends_with("/merge")))
      return {{"other", std::string(route.params.front().name) + "_00000000000000000000000000"}};
    if (id == "checkImport") return {{"mapping", {{"name", "name"}}}};
    if (id == "runImport") return {{"mapping", {{"name", "name"}}}, {"mode", "good_rows"}};
    if (id == "setExchangeRate") return {{"rate", "1.25"}};
    if (id == "putUnitMeasure") return {{"name", "Stolen"}, {"formula", "area_km2 * 2"}};
    if (id == "shareObjective") return {{"shares", json::array()}};
    if (id == "changeObjective") {
      return {{"name", "Stolen"},
              {"first_day", day},
              {"last_day", day},
              {"metric", "new_accounts"},
              {"accounts", 1}};
    }
    if (id == "addDatasetFromLayer") return {{"layer", ids_["layer"]}, {"name", "Stolen"}};
    if (id == "changeUnitLayer") return {{"name", "Stolen"}};
    if (id == "putLeadPolicy") return planning::to_json(planning::default_policy("Etc/UTC"));
    if (id == "tryLeadPolicy") return {{"lead", {{"company", "Stolen"}}}};
    if (id == "addUnitLayer") return {{"built_in", "us_zip"}};
    if (id == "createPlan") {
      return {{"name", "Stolen"},
              {"dataset", "dataset_00000000000000000000000000"},
              {"territories", 2},
              {"balance", json::array()}};
    }
    return json::object();
  }

  static bool is_public(const http::Route& route) {
    return route.access.kind == http::AccessKind::kPublic;
  }

  DatabaseFolder folder_;
  platform::config::Config config_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
  std::map<std::string, std::string> ids_;
  std::string csrf_;
};

}  // namespace bailiwick::testing
