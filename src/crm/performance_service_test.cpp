// Goal: every number of performance is what one gets by looking at each record, for everybody who looks, and opens a list of exactly the records behind it.
// Method: random companies (tests/support/performance_world.hpp) on both databases, grouped in every way; a judge that adds up plain lists.
#include "crm/performance_service.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/support/performance_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::Judged;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

constexpr int kViewers[] = {-1, 0, 1};  // the administrator, the reps of west and east

std::string told(const ReportedSum& sum, std::int64_t parts = 1) {
  std::string text = amount_text(*reported(*sum.exact(), *Currency::parse("USD"), parts));
  for (const auto& [currency, left] : sum.unconverted())
    text += " " + std::string(currency.text()) + " " +
            std::to_string(static_cast<std::int64_t>(left.minor / parts)) + " x" +
            std::to_string(left.count);
  return text;
}

class PerformanceServiceTest : public bailiwick::testing::PerformanceTest {
 protected:
  PerformanceService performance() { return PerformanceService(parts()); }

  // What the judge calls the group of an account's record; "?": of an account out of sight.
  std::string group_of(std::size_t account, LocalDate day, const PerformanceAsk& ask, int viewer) {
    if (ask.by == "none") return "";
    if (!sees_account(account, viewer)) return "?";
    const Account& one = accounts[account];
    if (ask.by == "territory") {
      const int region = region_on(one, ask.as == TerritoryOn::kToday ? today : day);
      return region < 0 ? "" : regions[static_cast<std::size_t>(region)].territory.text();
    }
    if (ask.by == "industry") return one.industry.value_or("");
    if (ask.by == "custom.level") return one.level.value_or("");
    if (ask.by == "custom.vip") return one.is_vip ? (*one.is_vip ? "true" : "false") : "";
    if (ask.by == "size") {
      if (!one.employees) return "";
      const std::int64_t size = *one.employees;
      return size < 10      ? "0-9"
             : size < 50    ? "10-49"
             : size < 250   ? "50-249"
             : size < 1'000 ? "250-999"
                            : "1000+";
    }
    if (!one.growth) return "";
    const double growth = std::stod(*one.growth);
    return growth < 0 ? "shrinking" : growth < 0.05 ? "steady" : growth < 0.2 ? "growing" : "fast";
  }
  std::string group_of(const Deal& deal, LocalDate day, const PerformanceAsk& ask, int viewer) {
    if (ask.by == "owner") return deal.owner;
    if (ask.by == "pipeline") return "standard";
    if (ask.by == "period") return to_text(day).substr(0, 7);
    return group_of(deal.account, day, ask, viewer);
  }

  // Opens the list behind a number.
  std::int64_t opened(ObjectKind object, const std::optional<std::string>& where, int viewer) {
    EXPECT_TRUE(where);
    const auto count =
        records().count(principal(viewer), {.object = object, .where = where.value_or("")});
    EXPECT_TRUE(count) << *where << ": " << count.error().front().message;
    return count ? *count : -1;
  }

  template <class Figures>
  static std::string key_of(const PerformanceLine<Figures>& line) {
    return line.group.is_elsewhere ? "?" : line.group.value.value_or("");
  }

  void compare_revenue(const PerformanceAsk& ask, int viewer);
  void compare_wins(const PerformanceAsk& ask, int viewer);
  void compare_cycle(const PerformanceAsk& ask, int viewer);
  void compare_pipeline(const PerformanceAsk& ask, int viewer);
};

INSTANTIATE_TEST_SUITE_P(Both, PerformanceServiceTest, on_both(), dialect_name);

void PerformanceServiceTest::compare_revenue(const PerformanceAsk& ask, int viewer) {
  struct Line {
    std::int64_t count = 0;
    std::set<std::size_t> customers;
    std::set<std::size_t> new_customers;
    Judged amount, fresh, old, before, year;
  };
  std::map<std::string, Line> lines;
  Line total;
  std::map<std::string, Judged> months;
  const auto [now, before, year] = compared_days(*ask.span, today);
  for (const Order& order : orders) {
    if (!sees(order, viewer) || order.kind != ask.kind) continue;
    if (!now.has(order.day) && !before.has(order.day) && !year.has(order.day)) continue;
    LocalDate first = order.day;
    for (const Order& other : orders)
      if (sees(other, viewer) && other.kind == ask.kind && other.account == order.account)
        first = std::min(first, other.day);
    if (now.has(order.day)) judge(months[to_text(order.day).substr(0, 7)], order.amount, order.day);
    for (Line* line : {&lines[group_of(order.account, order.day, ask, viewer)], &total}) {
      if (before.has(order.day)) judge(line->before, order.amount, order.day);
      if (year.has(order.day)) judge(line->year, order.amount, order.day);
      if (!now.has(order.day)) continue;
      ++line->count;
      line->customers.insert(order.account);
      judge(line->amount, order.amount, order.day);
      judge(order.day.days() - first.days() < 365 ? line->fresh : line->old, order.amount,
            order.day);
      if (now.has(first) && order.day == first) line->new_customers.insert(order.account);
    }
  }
  const auto report = performance().revenue(principal(viewer), ask);
  ASSERT_TRUE(report) << report.error().front().message;
  const auto check = [&](const RevenueFigures& figures, const Line& line) {
    EXPECT_EQ(figures.count, static_cast<std::int64_t>(line.count));
    EXPECT_EQ(figures.customers, static_cast<std::int64_t>(line.customers.size()));
    EXPECT_EQ(told(figures.amount), shown(line.amount));
    EXPECT_EQ(told(figures.new_business), shown(line.fresh));
    EXPECT_EQ(told(figures.existing_business), shown(line.old));
    EXPECT_EQ(told(figures.previous), shown(line.before));
    EXPECT_EQ(told(figures.year_before), shown(line.year));
  };
  check(report->table.total, total);
  EXPECT_EQ(report->table.total.new_customers,
            static_cast<std::int64_t>(total.new_customers.size()));
  EXPECT_EQ(opened(ObjectKind::kOrder, report->table.where, viewer), total.count);
  if (ask.by != "none") {
    ASSERT_EQ(report->table.lines.size(), lines.size()) << ask.by << " as " << viewer;
    std::int64_t new_customers = 0;
    for (const auto& line : report->table.lines) {
      SCOPED_TRACE(ask.by + " " + key_of(line));
      check(line.figures, lines[key_of(line)]);
      new_customers += line.figures.new_customers;
      if (!line.group.is_elsewhere) {
        EXPECT_EQ(opened(ObjectKind::kOrder, line.group.where, viewer), line.figures.count);
      }
    }
    EXPECT_EQ(new_customers, report->table.total.new_customers);
  }
  for (const RevenuePeriod& period : report->series) {
    EXPECT_EQ(told(period.amount), shown(months[period.period.name]));
    if (period.where.empty())
      EXPECT_GT(period.period.days.first, today);
    else
      EXPECT_EQ(opened(ObjectKind::kOrder, period.where, viewer), period.count);
  }
}

void PerformanceServiceTest::compare_wins(const PerformanceAsk& ask, int viewer) {
  struct Line {
    std::int64_t won = 0, lost = 0, without = 0;
    Judged won_amount, lost_amount;
  };
  std::map<std::string, Line> lines;
  Line total;
  std::int64_t undated = 0;
  for (const Deal& deal : deals) {
    const bool is_won = deal.stage == "standard.won";
    if (!sees(deal, viewer) || (!is_won && deal.stage != "standard.lost")) continue;
    if (!deal.close) ++undated;
    if (!deal.close || !ask.span->has(*deal.close)) continue;
    for (Line* line : {&lines[group_of(deal, *deal.close, ask, viewer)], &total}) {
      ++(is_won ? line->won : line->lost);
      if (deal.amount)
        judge(is_won ? line->won_amount : line->lost_amount, *deal.amount, *deal.close);
      else
        ++line->without;
    }
  }
  const auto table = performance().wins(principal(viewer), ask);
  ASSERT_TRUE(table) << table.error().front().message;
  EXPECT_EQ(table->undated, undated);
  const auto check = [&](const WinFigures& figures, const Line& line) {
    EXPECT_EQ(figures.won, line.won);
    EXPECT_EQ(figures.lost, line.lost);
    EXPECT_EQ(figures.without_amount, line.without);
    EXPECT_EQ(told(figures.won_amount), shown(line.won_amount));
    EXPECT_EQ(told(figures.lost_amount), shown(line.lost_amount));
  };
  check(table->total, total);
  EXPECT_EQ(opened(ObjectKind::kOpportunity, table->where, viewer), total.won + total.lost);
  if (ask.by == "none") return;
  ASSERT_EQ(table->lines.size(), lines.size()) << ask.by << " as " << viewer;
  for (const auto& line : table->lines) {
    SCOPED_TRACE(ask.by + " " + key_of(line));
    check(line.figures, lines[key_of(line)]);
    if (!line.group.is_elsewhere) {
      EXPECT_EQ(opened(ObjectKind::kOpportunity, line.group.where, viewer),
                line.figures.won + line.figures.lost);
    }
  }
}

void PerformanceServiceTest::compare_cycle(const PerformanceAsk& ask, int viewer) {
  std::map<std::string, std::pair<std::vector<int>, std::int64_t>> lines;  // days, unmeasured
  for (const Deal& deal : deals) {
    if (!sees(deal, viewer) || deal.stage != "standard.won") continue;
    if (!deal.close || !ask.span->has(*deal.close)) continue;
    auto& [days, unmeasured] = lines[group_of(deal, *deal.close, ask, viewer)];
    const int took = deal.close->days() - deal.opened.value_or(deal.recorded).days();
    if (took < 0)
      ++unmeasured;
    else
      days.push_back(took);
  }
  const auto table = performance().cycle(principal(viewer), ask);
  ASSERT_TRUE(table) << table.error().front().message;
  ASSERT_EQ(table->lines.size(), lines.size());
  for (const auto& line : table->lines) {
    SCOPED_TRACE(ask.by + " " + key_of(line));
    auto& [days, unmeasured] = lines[key_of(line)];
    EXPECT_EQ(line.figures.unmeasured, unmeasured);
    ASSERT_EQ(line.figures.count, static_cast<std::int64_t>(days.size()));
    std::ranges::sort(days);
    std::vector<int> kept;
    for (const auto& [took, times] : line.figures.days)
      kept.insert(kept.end(), static_cast<std::size_t>(times), took);
    EXPECT_EQ(kept, days);
    if (!line.group.is_elsewhere) {
      EXPECT_EQ(opened(ObjectKind::kOpportunity, line.group.where, viewer),
                line.figures.count + unmeasured);
    }
  }
}

void PerformanceServiceTest::compare_pipeline(const PerformanceAsk& ask, int viewer) {
  struct Line {
    std::int64_t count = 0, without = 0;
    Judged amount, weighted;
    std::array<std::int64_t, 4> ages{};
  };
  std::map<std::string, Line> lines;
  std::map<std::string, Line> stages;
  Line total;
  const std::map<std::string, std::int64_t> chances = {{"standard.needs", 25},
                                                       {"standard.proposal", 50}};
  for (const Deal& deal : deals) {
    if (!sees(deal, viewer) || !chances.contains(deal.stage)) continue;
    if (ask.span && (!deal.close || !ask.span->has(*deal.close))) continue;
    const int age = today.days() - deal.recorded.days();
    for (Line* line : {&lines[group_of(deal, today, ask, viewer)], &stages[deal.stage], &total}) {
      ++line->count;
      ++line->ages[age <= 30 ? 0 : age <= 60 ? 1 : age <= 90 ? 2 : 3];
      if (!deal.amount) {
        ++line->without;
        continue;
      }
      judge(line->amount, *deal.amount, today);
      judge(line->weighted, *deal.amount, today, deal.probability.value_or(chances.at(deal.stage)));
    }
  }
  const auto report = performance().pipeline(principal(viewer), ask);
  ASSERT_TRUE(report) << report.error().front().message;
  const auto check = [&](const PipelineFigures& figures, const Line& line) {
    EXPECT_EQ(figures.count, line.count);
    EXPECT_EQ(figures.without_amount, line.without);
    EXPECT_EQ(figures.ages, line.ages);
    EXPECT_EQ(told(figures.amount), shown(line.amount));
    EXPECT_EQ(told(figures.weighted, 100), shown(line.weighted, 100));
  };
  check(report->table.total, total);
  EXPECT_EQ(opened(ObjectKind::kOpportunity, report->table.where, viewer), total.count);
  for (const StageLine& stage : report->stages) {
    check(stage.figures, stages[stage.stage]);
    EXPECT_EQ(opened(ObjectKind::kOpportunity, stage.where, viewer), stage.figures.count);
  }
  if (ask.by == "none") return;
  ASSERT_EQ(report->table.lines.size(), lines.size()) << ask.by << " as " << viewer;
  for (const auto& line : report->table.lines) {
    SCOPED_TRACE(ask.by + " " + key_of(line));
    check(line.figures, lines[key_of(line)]);
    if (!line.group.is_elsewhere) {
      EXPECT_EQ(opened(ObjectKind::kOpportunity, line.group.where, viewer), line.figures.count);
    }
  }
}

TEST_P(PerformanceServiceTest, EveryNumberIsThatOfTheRecordsBehindIt) {
  make_world(GetParam() == db::Dialect::kSqlite ? 1 : 2);
  const Days last_year{today.plus_days(-400), today};
  for (const int viewer : kViewers)
    for (const char* by : {"none", "territory", "industry", "size", "growth", "custom.level",
                           "custom.vip", "owner", "pipeline", "period"}) {
      SCOPED_TRACE(std::string(by) + " seen by " + std::to_string(viewer));
      const std::string word = by;
      const bool is_of_deals = word == "owner" || word == "pipeline" || word == "period";
      PerformanceAsk ask{.span = last_year, .by = by};
      compare_wins(ask, viewer);
      if (word != "none") compare_cycle(ask, viewer);
      if (!is_of_deals) compare_revenue(ask, viewer);
      if (word != "period") compare_pipeline({.by = by}, viewer);
      if (word == "territory") {
        ask.as = TerritoryOn::kToday;
        compare_revenue(ask, viewer);
        compare_wins(ask, viewer);
        compare_pipeline(ask, viewer);
        ask.kind = "invoice";
        ask.as = TerritoryOn::kThen;
        compare_revenue(ask, viewer);
        // Still running.
        ask.span = Days{today.plus_days(-250), today.plus_days(115)};
        compare_revenue(ask, viewer);
      }
    }
}

TEST_P(PerformanceServiceTest, SeriesAddUpToTheSpanAndTheYearBefore) {
  make_world(7);
  const Days span{today.plus_days(-500), today.plus_days(-20)};
  for (const auto period : {PeriodKind::kMonth, PeriodKind::kQuarter, PeriodKind::kYear}) {
    const auto report = performance().revenue(admin, {.span = span, .period = period});
    ASSERT_TRUE(report);
    ReportedSum amount;
    ReportedSum year;
    for (const RevenuePeriod& one : report->series) {
      amount.add(one.amount);
      year.add(one.year_before);
    }
    EXPECT_EQ(told(amount), told(report->table.total.amount));
    EXPECT_EQ(told(year), told(report->table.total.year_before));
  }
}

TEST_P(PerformanceServiceTest, ARunningYearIsComparedWithAsMuchOfTheOneBefore) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Steady"}});
  const LocalDate today = utc_date(world->now);
  const Days year{today.plus_days(-100), today.plus_days(200)};
  const auto sell = [&](LocalDate day) {
    add(admin, ObjectKind::kOrder,
        {{"account", account["id"]},
         {"kind", "order"},
         {"day", to_text(day)},
         {"amount", {{"amount", "10.00"}, {"currency", "USD"}}}});
  };
  const Days earlier = year_before(year);
  for (const std::int32_t after : {0, 50, 100, 101, 250}) {
    sell(year.first.plus_days(after));
    sell(earlier.first.plus_days(after));
  }
  const auto report = performance().revenue(admin, {.span = year});
  ASSERT_TRUE(report);
  const RevenueFigures& total = report->table.total;
  EXPECT_EQ(report->days.counted.last, today);
  EXPECT_EQ(told(total.amount), "30.00") << "what is dated after today is not counted yet";
  EXPECT_EQ(told(total.year_before), "30.00");
  EXPECT_EQ(opened(ObjectKind::kOrder, report->table.where, -1), total.count);
  ReportedSum whole;
  ReportedSum compared;
  for (const RevenuePeriod& period : report->series) {
    whole.add(period.year_before);
    compared.add(period.year_before_compared);
  }
  EXPECT_EQ(told(whole), "50.00");
  EXPECT_EQ(told(compared), "30.00");
}

TEST_P(PerformanceServiceTest, WhatCannotBeAskedIsRefused) {
  const Days day{today, today};
  const auto rule = [&](const PerformanceAsk& ask) {
    return rule_of(performance().revenue(admin, ask));
  };
  EXPECT_EQ(rule({.span = day, .by = "owner"}), "R031");
  EXPECT_EQ(rule({.span = day, .by = "sector"}), "R031");
  EXPECT_EQ(rule({.span = day, .by = "custom.nothing"}), "R031");
  EXPECT_EQ(rule({}), "R032");
  EXPECT_EQ(rule({.span = Days{today, today.plus_days(-1)}}), "R032");
  EXPECT_EQ(rule({.span = Days{today, today.plus_days(kPerformanceDaysMax - 1)}}), "none");
  EXPECT_EQ(rule({.span = Days{today, today.plus_days(kPerformanceDaysMax)}}), "R032");
  EXPECT_EQ(rule_of(performance().pipeline(admin, {.by = "period"})), "R031");
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Large"}});
  const std::string on = to_text(utc_date(world->now));
  for (int i = 0; i < 2; ++i)
    add(admin, ObjectKind::kOrder,
        {{"account", account["id"]},
         {"kind", "order"},
         {"day", on},
         {"amount", {{"amount", "90000000000000000.00"}, {"currency", "USD"}}}});
  const Days now{utc_date(world->now), utc_date(world->now)};
  EXPECT_EQ(rule({.span = now}), "R033");
}

TEST_P(PerformanceServiceTest, WhoMayNotReadTheCrmMayNotReadThis) {
  for (const Role role : platform::identity::all_roles()) {
    if (role == Role::kAdmin) continue;
    const std::string email = std::string(platform::identity::name_of(role)) + "@acme.example";
    const auto person = world->add_person(admin, role, email).principal;
    const Days day{today, today};
    const char* expected = role == Role::kPeopleOps ? "I001" : "none";
    EXPECT_EQ(rule_of(performance().pipeline(person, {})), expected);
    EXPECT_EQ(rule_of(performance().wins(person, {.span = day})), expected);
    EXPECT_EQ(rule_of(performance().cycle(person, {.span = day})), expected);
    EXPECT_EQ(rule_of(performance().revenue(person, {.span = day})), expected);
  }
}

}  // namespace
}  // namespace bailiwick::crm
