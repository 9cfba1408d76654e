// For tests of the CRM: a company with two territories, a rep in each, and the services.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "crm/migrations.hpp"
#include "crm/record_service.hpp"
#include "crm/settings_service.hpp"
#include "crm/timeline.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::testing {

using Json = nlohmann::json;

class CrmTest : public AlignmentTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    auto modules = AlignmentTest::more_modules();
    modules.push_back(crm::crm_migrations());
    return modules;
  }

  crm::CrmParts parts() {
    if (!alignment_) alignment_ = std::make_unique<alignment::AlignmentService>(service());
    return {world->database(), world->log(), outbox(), *alignment_, world->ids(), world->clock()};
  }
  crm::RecordService records() { return crm::RecordService(parts()); }
  crm::SettingsService settings() { return crm::SettingsService(parts()); }
  crm::TimelineService timelines() { return crm::TimelineService(parts()); }

  // A territory with a rep of its own, who signs in as NAME@acme.example.
  struct Region {
    alignment::TerritoryId territory;
    identity::SignedIn rep;
  };
  Region add_region(const std::string& name) {
    const auto& alignment = parts().alignment;
    const alignment::Period always{.from = alignment.today()};
    Region region;
    region.territory = alignment.add_territory(admin, name, std::nullopt, always.from)->id;
    region.rep = world->add_person(admin, Role::kRep, name + "@acme.example");
    const auto seat = alignment.add_position(admin, {.id = {}, .title = name + " seat"})->id;
    EXPECT_TRUE(alignment.hold(
        admin, {.position = seat, .period = always, .person = region.rep.principal.person}));
    EXPECT_TRUE(alignment.assign(
        admin, {.territory = region.territory, .position = seat, .period = always}));
    return region;
  }

  // The record's JSON; a failed expectation and null where it is refused.
  Json add(const Principal& principal, crm::ObjectKind object, const Json& body) {
    const auto made = records().add(principal, object, body);
    EXPECT_TRUE(made) << made.error().front().message;
    return made ? json_of(*made) : Json();
  }
  static Json json_of(const crm::LabelledPage& page) {
    const auto& item = page.items.front();
    return crm::json_of(item.record, page.custom, item.labels);
  }
  // The titles of a list, in order.
  std::vector<std::string> titles(const Principal& principal, const crm::ListAsk& ask) {
    const auto page = records().list(principal, ask);
    EXPECT_TRUE(page) << page.error().front().message;
    std::vector<std::string> all;
    if (page)
      for (const auto& item : page->items) all.push_back(item.record.title());
    return all;
  }
  static crm::RecordId id_of(const Json& record) {
    const std::string text = record.at("id");
    const auto* object = crm::find_object(text.substr(0, text.find('_')));
    return *crm::RecordId::parse(object->kind, text);
  }

 private:
  std::unique_ptr<alignment::AlignmentService> alignment_;
};

}  // namespace bailiwick::testing
