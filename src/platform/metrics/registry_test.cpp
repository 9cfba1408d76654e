// Goal: figures are counted from many threads without loss and written as Prometheus reads them.
#include "platform/metrics/registry.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace bailiwick::platform::metrics {
namespace {

TEST(Registry, figures_are_written_by_name_with_help_type_and_labels) {
  Registry registry;
  registry.gauge("queue_size", "Tasks that wait.", [] { return 2.5; });
  registry.counter("answers_total", "Answers.", {{"status", "2xx"}}).add(3);
  registry.counter("answers_total", "Answers.", {{"status", "a\"b\\c\n"}}).add();
  EXPECT_EQ(registry.text(),
            "# HELP answers_total Answers.\n# TYPE answers_total counter\n"
            "answers_total{status=\"2xx\"} 3\nanswers_total{status=\"a\\\"b\\\\c\\n\"} 1\n"
            "# HELP queue_size Tasks that wait.\n# TYPE queue_size gauge\nqueue_size 2.5\n");
}

TEST(Registry, a_histogram_counts_up_to_each_bound) {
  Registry registry;
  Histogram& histogram = registry.histogram("seconds", "Time.", {0.1, 1}, {{"route", "a"}});
  for (const double value : {0.05, 0.1, 0.5, 7.0}) histogram.observe(value);
  EXPECT_EQ(registry.text(),
            "# HELP seconds Time.\n# TYPE seconds histogram\n"
            "seconds_bucket{route=\"a\",le=\"0.1\"} 2\nseconds_bucket{route=\"a\",le=\"1\"} 3\n"
            "seconds_bucket{route=\"a\",le=\"+Inf\"} 4\nseconds_sum{route=\"a\"} "
            "7.65\nseconds_count{route=\"a\"} 4\n");
}

TEST(Registry, nothing_is_lost_among_threads) {
  Registry registry;
  Counter& counter = registry.counter("n_total", "N.");
  Histogram& histogram = registry.histogram("h", "H.", duration_bounds());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10'000; ++i) {
        counter.add();
        histogram.observe(0.25);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(counter.value(), 40'000U);
  EXPECT_NE(registry.text().find("h_sum 10000\nh_count 40000\n"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::metrics
