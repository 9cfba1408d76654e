// Goal: who is not to see a record does not see it, in any list, count or group, and not by its id.
// Method: records of every object at accounts of two territories, seen by the rep of each, by the administrator and by a rep of none.
#include "crm/record_sql.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

class RecordSql : public bailiwick::testing::CrmTest {
 protected:
  // A body that adds a record of each object at an account.
  static Json body_of(const ObjectSpec& object, const Json& account) {
    Json body = Json::object();
    for (const FieldSpec& field : object.fields) {
      if (!field.is_required) continue;
      const std::string name(field.name);
      switch (field.type) {
        case FieldType::kRecord:
          body[name] = account.at("id");
          break;
        case FieldType::kChoice:
          body[name] = field.choices.front();
          break;
        case FieldType::kDate:
          body[name] = "2025-11-24";
          break;
        case FieldType::kInstant:
          body[name] = "2025-11-24T10:00:00Z";
          break;
        case FieldType::kMoney:
          body[name] = {{"amount", "1.00"}, {"currency", "EUR"}};
          break;
        case FieldType::kStage:
          body[name] = "standard.needs";
          break;
        default:
          body[name] = "Something";
      }
    }
    if (object.account_field) body["account"] = account.at("id");
    if (object.index_of("owner")) body["owner"] = nullptr;
    return body;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, RecordSql, on_both(), dialect_name);

TEST_P(RecordSql, ShowsEachTheirOwn) {
  const auto west = add_region("west");
  const auto east = add_region("east");
  const auto nowhere = world->add_person(admin, Role::kRep, "new@acme.example");
  const Json account = add(admin, ObjectKind::kAccount,
                           {{"name", "West only"}, {"territory", west.territory.text()}});
  const Json homeless = add(admin, ObjectKind::kAccount, {{"name", "Of no territory"}});
  for (const ObjectSpec& object : all_objects()) {
    const bool is_account = object.kind == ObjectKind::kAccount;
    const Json made = is_account ? account : add(admin, object.kind, body_of(object, account));
    // Whoever adds it owns it; here nobody does, so that the territory alone decides.
    if (object.owner_field) {
      const auto freed = records().change(admin, id_of(made), std::nullopt, {{"owner", nullptr}});
      ASSERT_TRUE(freed) << freed.error().front().message;
    }
    const ListAsk ask{.object = object.kind};
    EXPECT_EQ(records().list(west.rep.principal, ask)->items.size(), 1U) << object.name;
    EXPECT_EQ(records().list(admin, ask)->items.size(), is_account ? 2U : 1U) << object.name;
    for (const auto* other : {&east.rep.principal, &nowhere.principal}) {
      EXPECT_TRUE(records().list(*other, ask)->items.empty()) << object.name;
      EXPECT_EQ(*records().count(*other, ask), 0) << object.name;
      EXPECT_EQ(records().record(*other, id_of(made)).error().rule, "R001") << object.name;
      EXPECT_EQ(
          records().change(*other, id_of(made), std::nullopt, Json::object()).error().front().rule,
          "R001");
      EXPECT_EQ(records().hide(*other, id_of(made), std::nullopt).error().rule, "R001");
      EXPECT_EQ(records().restore(*other, id_of(made)).error().rule, "R001");
    }
  }
  EXPECT_EQ(timelines().timeline(east.rep.principal, id_of(account), "", 10).error().rule, "R001");
}

TEST_P(RecordSql, ShowsWhatOneOwns) {
  const auto west = add_region("west");
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Of no territory"}});
  add(admin, ObjectKind::kOpportunity,
      {{"name", "Deal"},
       {"account", account.at("id")},
       {"stage", "standard.needs"},
       {"owner", west.rep.principal.person.text()}});
  const auto page = records().list(west.rep.principal, {.object = ObjectKind::kOpportunity});
  ASSERT_EQ(page->items.size(), 1U);
  EXPECT_FALSE(page->items[0].labels.contains("account"))
      << "the account itself is not theirs to see";
}

TEST_P(RecordSql, HidesWhatBelongsToAHiddenAccount) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  add(admin, ObjectKind::kContact, {{"account", account.at("id")}, {"last_name", "Jansen"}});
  ASSERT_TRUE(records().hide(admin, id_of(account), 1));
  EXPECT_TRUE(records().list(admin, {.object = ObjectKind::kContact})->items.empty());
  ASSERT_TRUE(records().restore(admin, id_of(account)));
  EXPECT_EQ(records().list(admin, {.object = ObjectKind::kContact})->items.size(), 1U);
}

TEST_P(RecordSql, AsksForNoWordThatAnotherBeginsWith) {
  const auto asked = [&](const char* search) {
    const ListRequest request{.words = search};
    std::vector<std::string> words;
    const auto read = world->database().read([&](db::Connection& connection) -> Result<void> {
      const auto asking = asking_of(connection, object_of(ObjectKind::kAccount), request,
                                    {.principal = admin, .day = utc_date(world->now)});
      if (!asking) return tl::unexpected(asking.error());
      words = asking->words;
      return {};
    });
    EXPECT_TRUE(read);
    return words;
  };
  using Asked = std::vector<std::string>;
  EXPECT_EQ(asked("Acme ac a Bolt"), (Asked{"acme", "bolt"}));
  EXPECT_EQ(asked("ac Acme acmes b"), (Asked{"acmes", "b"}));
  EXPECT_EQ(asked("ac ab abc"), (Asked{"abc", "ac"}));
  EXPECT_EQ(asked(""), Asked());
  add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  EXPECT_EQ(records().list(admin, {.words = "acme a"})->items.size(), 1U);
  EXPECT_EQ(records().list(admin, {.words = "acmes a"})->items.size(), 0U);
}

}  // namespace
}  // namespace bailiwick::crm
