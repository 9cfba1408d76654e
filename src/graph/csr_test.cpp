// Goal: rows are ascending, symmetric and without loops or doubles, whatever edges come in.
#include "graph/csr.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bailiwick::graph {
namespace {

std::vector<Vertex> row(const Csr& graph, Vertex v) {
  const auto neighbours = graph.neighbours(v);
  return {neighbours.begin(), neighbours.end()};
}

TEST(Csr, an_empty_graph_has_nothing) {
  EXPECT_EQ(Csr().vertex_count(), 0);
  EXPECT_EQ(Csr::from_edges(0, {}).edge_count(), 0);
  EXPECT_TRUE(Csr::from_edges(3, {}).neighbours(2).empty());
}

TEST(Csr, loops_and_doubles_are_dropped_and_rows_ascend) {
  const std::vector<Edge> edges = {{2, 0}, {0, 1}, {1, 0}, {2, 2}, {0, 2}, {3, 0}};
  const Csr graph = Csr::from_edges(4, edges);
  EXPECT_EQ(graph.edge_count(), 3);
  EXPECT_EQ(row(graph, 0), (std::vector<Vertex>{1, 2, 3}));
  EXPECT_EQ(row(graph, 1), (std::vector<Vertex>{0}));
  EXPECT_EQ(row(graph, 2), (std::vector<Vertex>{0}));
}

TEST(Csr, edges_come_back_once_each_in_order) {
  const std::vector<Edge> edges = {{2, 1}, {0, 2}, {0, 1}};
  EXPECT_EQ(Csr::from_edges(3, edges).edges(), (std::vector<Edge>{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(Csr, an_edge_is_found_from_both_its_ends) {
  const std::vector<Edge> edges = {{0, 1}};
  const Csr graph = Csr::from_edges(3, edges);
  EXPECT_TRUE(graph.has_edge(0, 1));
  EXPECT_TRUE(graph.has_edge(1, 0));
  EXPECT_FALSE(graph.has_edge(0, 2));
}

}  // namespace
}  // namespace bailiwick::graph
