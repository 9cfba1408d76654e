// Goal: a list shows exactly what was asked for, in order, page by page, on both databases.
// Method: random accounts against a naive filter and sort in memory; what is written is read back whole.
#include "crm/record_store.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "base/rng.hpp"
#include "crm/field_value.hpp"
#include "crm/words.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

constexpr ObjectKind kAccount = ObjectKind::kAccount;

class RecordStore : public bailiwick::testing::CrmTest {
 protected:
  Record account(const std::string& name) {
    Record record = blank_record(kAccount);
    record.id.uuid = world->ids().next();
    record.created_at = record.updated_at = world->now;
    set(record, "name", name);
    return record;
  }
  static void set(Record& record, std::string_view field, FieldValue value) {
    record.values[record.object().at(field)] = std::move(value);
  }
  void insert(const std::vector<Record>& records) {
    const auto done = world->database().write([&](db::Connection& connection) {
      return insert_records(connection, admin.tenant, records);
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  Viewer viewer() { return {.principal = admin, .day = utc_date(world->now)}; }
  std::optional<Record> find(const RecordId& id) {
    const auto found = world->database().read([&](db::Connection& connection) {
      return find_record(connection, viewer(), custom, id, true);
    });
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : std::nullopt;
  }

  std::int64_t count(const std::string& words) {
    const ListRequest by_words{.words = words};
    const auto counted = world->database().read([&](db::Connection& connection) {
      return count_records(connection, viewer(), {object_of(kAccount), custom, by_words});
    });
    EXPECT_TRUE(counted) << counted.error().message;
    return counted ? *counted : -1;
  }

  std::vector<CustomField> custom = {
      {.key = "size", .label = "Size", .type = FieldType::kWhole, .choices = {}}};
};

INSTANTIATE_TEST_SUITE_P(Both, RecordStore, on_both(), dialect_name);

TEST_P(RecordStore, GivesBackWhatWasWritten) {
  Record record = account("Acme");
  record.external_id = "X-1";
  set(record, "annual_revenue", Money{.minor = -1234, .currency = *Currency::parse("EUR")});
  set(record, "growth", *parse_decimal("-0.25"));
  set(record, "employees", std::int64_t{12});
  set(record, "is_key_account", false);
  set(record, "country", std::string("NL"));
  record.custom["size"] = std::int64_t{3};
  insert({record});
  const auto found = find(record.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->values, record.values);
  EXPECT_EQ(found->custom, record.custom);
  EXPECT_EQ(found->external_id, "X-1");
  const std::vector<std::string> ids = {"X-0", "X-1"};
  const auto by_external = world->database().read([&](db::Connection& connection) {
    return find_by_external_ids(connection, admin.tenant, object_of(kAccount), custom, ids);
  });
  ASSERT_TRUE(by_external);
  ASSERT_EQ(by_external->size(), 1U);
  EXPECT_EQ(by_external->front().id, record.id);
}

TEST_P(RecordStore, ChangesOnlyTheVersionThatWasRead) {
  Record record = account("Acme");
  insert({record});
  set(record, "name", std::string("Bolt"));
  const auto update = [&] {
    return *world->database().write([&](db::Connection& connection) {
      return update_record(connection, admin.tenant, record);
    });
  };
  EXPECT_TRUE(update());
  EXPECT_FALSE(update()) << "the version is another now";
  EXPECT_EQ(find(record.id)->title(), "Bolt");
  EXPECT_EQ(find(record.id)->version, 2);
  EXPECT_EQ(count("acme"), 0) << "the old words are gone";
}

// A naive list of what the database lists.
class Naive {
 public:
  explicit Naive(std::vector<Record> records) : records_(std::move(records)) {}

  static bool has_words(const Record& record, const std::string& words) {
    std::string text;
    for (const char* field : {"name", "city", "postal_code"})
      if (const auto* value = std::get_if<std::string>(&record.value(field))) text += *value + " ";
    const auto have = words_of(text, 100);
    return std::ranges::all_of(words_of(words, 8), [&](const std::string& word) {
      return std::ranges::any_of(have,
                                 [&](const std::string& one) { return one.starts_with(word); });
    });
  }

  std::vector<Uuid> list(const ListRequest& request, std::string_view sort) const {
    std::vector<const Record*> kept;
    for (const Record& record : records_)
      if (has_words(record, request.words) && holds(record, request)) kept.push_back(&record);
    const bool is_down = sort.starts_with('-');
    const std::string_view field = is_down ? sort.substr(1) : sort;
    std::ranges::sort(kept, [&](const Record* a, const Record* b) {
      const FieldValue& va = a->value(field);
      const FieldValue& vb = b->value(field);
      if (is_empty(va) != is_empty(vb)) return is_empty(vb);
      if (!is_empty(va) && va.index() == 4) {
        const auto ka = std::pair(std::get<Money>(va).currency, std::get<Money>(va).minor);
        const auto kb = std::pair(std::get<Money>(vb).currency, std::get<Money>(vb).minor);
        if (ka != kb) return is_down ? kb < ka : ka < kb;
      } else if (va.index() == 2 && va != vb) {
        const bool less = std::get<std::int64_t>(va) < std::get<std::int64_t>(vb);
        return is_down ? !less : less;
      } else if (va.index() == 1 && va != vb) {
        const bool less = std::get<std::string>(va) < std::get<std::string>(vb);
        return is_down ? !less : less;
      }
      return is_down ? b->id < a->id : a->id < b->id;
    });
    std::vector<Uuid> ids;
    for (const Record* record : kept) ids.push_back(record->id.uuid);
    return ids;
  }

 private:
  static bool holds(const Record& record, const ListRequest& request) {
    for (const Condition& condition : request.conditions) {
      const FieldValue& value = record.values[condition.column.field];
      if (condition.is == Comparison::kEmpty && !is_empty(value)) return false;
      if (condition.is == Comparison::kNe && value == condition.values.front()) return false;
      if (condition.is == Comparison::kIn &&
          std::ranges::find(condition.values, value) == condition.values.end())
        return false;
      if (condition.is == Comparison::kGe) {
        if (is_empty(value)) return false;
        if (std::get<std::int64_t>(value) < std::get<std::int64_t>(condition.values.front()))
          return false;
      }
    }
    return true;
  }

  std::vector<Record> records_;
};

TEST_P(RecordStore, ListsWhatANaiveListLists) {
  Rng rng(2026);
  const std::vector<std::string> words = {"Acme", "Bolt", "Čapek", "de", "Groot", "Zn"};
  const std::vector<std::string> industries = {"Retail", "Food", "Steel"};
  const std::vector<std::string> currencies = {"EUR", "USD"};
  std::vector<Record> records;
  for (int r = 0; r < 150; ++r) {
    std::string name = words[rng.below(words.size())] + " " + words[rng.below(words.size())];
    Record record = account(name);
    if (rng.below(4) > 0) set(record, "industry", industries[rng.below(3)]);
    if (rng.below(3) > 0) set(record, "employees", static_cast<std::int64_t>(rng.below(6)));
    if (rng.below(3) > 0)
      set(record, "annual_revenue",
          Money{.minor = static_cast<std::int64_t>(rng.below(5)),
                .currency = *Currency::parse(currencies[rng.below(2)])});
    if (rng.below(2) > 0) set(record, "city", words[rng.below(words.size())]);
    records.push_back(record);
  }
  insert(records);
  const Naive naive(records);
  const ObjectSpec& object = object_of(kAccount);
  const std::vector<Json> wheres = {
      Json::array(),
      {{{"field", "industry"}, {"is", "ne"}, {"value", "Food"}}},
      {{{"field", "industry"}, {"is", "in"}, {"value", {"Food", "Steel"}}},
       {{"field", "employees"}, {"is", "ge"}, {"value", 2}}},
      {{{"field", "annual_revenue"}, {"is", "empty"}}}};
  for (const char* sort :
       {"employees", "-employees", "annual_revenue", "-annual_revenue", "industry"})
    for (const Json& where : wheres)
      for (const char* search : {"", "ac", "capek gr", "zzz"}) {
        ListRequest request{.words = search, .limit = 7};
        request.conditions = *conditions_of({object, custom}, where);
        request.order = *order_of({object, custom}, sort);
        std::vector<Uuid> listed;
        for (;;) {
          const auto page = world->database().read([&](db::Connection& connection) {
            return list_records(connection, viewer(), {object, custom, request});
          });
          ASSERT_TRUE(page) << page.error().message;
          for (const Record& record : page->records) listed.push_back(record.id.uuid);
          if (!page->next) break;
          ASSERT_EQ(page->records.size(), 7U);
          request.after = *place_of(text_of(*page->next, sort), sort);
        }
        EXPECT_EQ(listed, naive.list(request, sort)) << sort << " " << where << " " << search;
        const auto counted = world->database().read([&](db::Connection& connection) {
          return count_records(connection, viewer(), {object, custom, request});
        });
        EXPECT_EQ(*counted, static_cast<std::int64_t>(listed.size()));
      }
}

TEST_P(RecordStore, FindsByBeginningsOfSeveralWordsWhatANaiveListFinds) {
  Rng rng(8);
  const std::vector<std::string> letters = {"a", "b", "q", "7", "я", "λ", "東", "é"};
  const auto any_word = [&] {
    std::string word;
    for (std::uint64_t left = 1 + rng.below(3); left > 0; --left)
      word += letters[rng.below(letters.size())];
    return word;
  };
  std::vector<Record> records;
  for (int r = 0; r < 80; ++r) {
    records.push_back(account(any_word() + " " + any_word() + " " + any_word()));
    if (rng.below(2) > 0) set(records.back(), "city", any_word());
  }
  insert(records);
  for (int round = 0; round < 150; ++round) {
    const std::string search =
        any_word() + " " + any_word() + (rng.below(4) == 0 ? " " + any_word() : "");
    const auto expected = std::ranges::count_if(
        records, [&](const Record& record) { return Naive::has_words(record, search); });
    EXPECT_EQ(count(search), expected) << search;
  }
}

TEST_P(RecordStore, FindsByTheWordsOfToday) {
  Record record = account("Acme Bolt");
  insert({record, account("Acme Groot")});
  EXPECT_EQ(count("acme bo"), 1);
  set(record, "name", std::string("Acme Dorp"));
  ASSERT_TRUE(*world->database().write(
      [&](db::Connection& connection) { return update_record(connection, admin.tenant, record); }));
  EXPECT_EQ(count("acme bo"), 0);
  EXPECT_EQ(count("acme d"), 1);
  EXPECT_EQ(count("acme do"), 1);
  EXPECT_EQ(count("acme"), 2);
}

TEST_P(RecordStore, LooksAtHowTheOtherWordsBeginWhereThatIsKnown) {
  insert({account("Acme Bolt"), account("Acme Groot")});
  const auto keep = [&](const db::Value& beginnings) {
    ASSERT_TRUE(world->database().write([&](db::Connection& connection) -> Result<void> {
      const auto done =
          connection.execute("UPDATE record_word SET beginnings = $1 WHERE tenant_id = $2",
                             {beginnings, admin.tenant});
      if (!done) return tl::unexpected(done.error());
      return {};
    }));
  };
  keep(nullptr);
  EXPECT_EQ(count("acme bo"), 1) << "of rows from before nothing is known";
  EXPECT_EQ(count("acme za"), 0);
  keep(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(count("acme bo"), 1);
  EXPECT_EQ(count("acme za"), 0) << "bits that are there promise nothing";
  keep(0);
  EXPECT_EQ(count("acme bo"), 0) << "bits that are not there do";
  EXPECT_EQ(count("acme"), 2) << "a word alone needs none";
}

TEST_P(RecordStore, FindsByCustomFieldsAndByBeginnings) {
  Record big = account("Big one");
  big.custom["size"] = std::int64_t{12};
  Record small = account("Small one");
  small.custom["size"] = std::int64_t{2};
  insert({big, small, account("No size")});
  const ObjectSpec& object = object_of(kAccount);
  const auto titles = [&](const Json& where) {
    ListRequest request{.words = {}};
    request.conditions = *conditions_of({object, custom}, where);
    std::vector<std::string> all;
    const auto page = world->database().read([&](db::Connection& connection) {
      return list_records(connection, viewer(), {object, custom, request});
    });
    EXPECT_TRUE(page) << page.error().message;
    for (const Record& record : page->records) all.push_back(record.title());
    return all;
  };
  using Titles = std::vector<std::string>;
  EXPECT_EQ(titles(Json::array({{{"field", "custom.size"}, {"is", "gt"}, {"value", 5}}})),
            Titles{"Big one"});
  EXPECT_EQ(titles(Json::array({{{"field", "custom.size"}, {"is", "empty"}}})), Titles{"No size"});
  EXPECT_EQ(titles(Json::array({{{"field", "custom.size"}, {"is", "eq"}, {"value", 2}}})),
            Titles{"Small one"});
  EXPECT_EQ(titles(Json::array({{{"field", "name"}, {"is", "begins"}, {"value", "Sm"}}})),
            Titles{"Small one"});
}

TEST_P(RecordStore, SumsGroupsACurrency) {
  std::vector<Record> records;
  for (int r = 0; r < 6; ++r) {
    Record record = account("A" + std::to_string(r));
    if (r < 5) set(record, "industry", std::string(r < 3 ? "Food" : "Steel"));
    set(record, "annual_revenue",
        Money{.minor = r + 1, .currency = *Currency::parse(r % 2 == 0 ? "EUR" : "USD")});
    records.push_back(record);
  }
  insert(records);
  const ObjectSpec& object = object_of(kAccount);
  const ListRequest all{.words = {}};
  const auto groups = world->database().read([&](db::Connection& connection) {
    return group_records(connection, viewer(), {object, custom, all},
                         *column_of({object, custom}, "industry"));
  });
  ASSERT_TRUE(groups) << groups.error().message;
  ASSERT_EQ(groups->size(), 3U);
  EXPECT_EQ((*groups)[0].value, FieldValue("Food"));
  EXPECT_EQ((*groups)[0].count, 3);
  ASSERT_EQ((*groups)[0].sums.size(), 2U);
  EXPECT_EQ((*groups)[0].sums[0].sum, (Money{.minor = 4, .currency = *Currency::parse("EUR")}));
  EXPECT_EQ((*groups)[0].sums[1].sum, (Money{.minor = 2, .currency = *Currency::parse("USD")}));
  EXPECT_TRUE(is_empty((*groups)[2].value));
}

TEST_P(RecordStore, HasAColumnForEveryField) {
  for (const ObjectSpec& spec : all_objects()) {
    const ListRequest all{.words = "x"};
    const auto page = world->database().read([&](db::Connection& connection) {
      return list_records(connection, viewer(), {spec, custom, all});
    });
    EXPECT_TRUE(page) << spec.name << ": " << page.error().message;
  }
}

}  // namespace
}  // namespace bailiwick::crm
