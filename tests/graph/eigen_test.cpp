// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/eigen.hpp>

#include "small_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Dense>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::HasSubstr;

/// The dense adjacency matrix straight from the list of edges; whole lengths serve as strengths.
Eigen::MatrixXd dense(const plain_graph& g, bool directed, bool counted = false) {
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(g.n), static_cast<Eigen::Index>(g.n));
  for (std::size_t e = 0; e < g.ends.size(); ++e) {
    const double strength = counted ? 1.0 : static_cast<double>(g.length[e]);
    a(g.ends[e].source, g.ends[e].target) += strength;
    if (!directed) a(g.ends[e].target, g.ends[e].source) += strength;
  }
  return a;
}

edge_strengths strengths_of(const plain_graph& g) { return edge_strengths::over(1, g.length); }
edge_strengths rounded(std::vector<double> values) { return edge_strengths::rounded(std::move(values), "a reason"); }

void expect_well_formed(const sparse_matrix& m) {
  ASSERT_TRUE(m.isCompressed());
  for (Eigen::Index row = 0; row < m.outerSize(); ++row) {
    Eigen::Index last = -1;
    for (sparse_matrix::InnerIterator it(m, row); it; ++it) {
      ASSERT_LT(last, it.col());
      last = it.col();
    }
  }
}

TEST(AdjacencyMatrix, AgreesWithTheListOfEdgesOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 20);
    for (const auto& strengths : {strengths_of(g), rounded({g.length.begin(), g.length.end()})}) {
      const sparse_matrix undirected = adjacency_matrix(g.undirected(), strengths);
      expect_well_formed(undirected);
      ASSERT_EQ(Eigen::MatrixXd(undirected), dense(g, false));
      ASSERT_EQ(Eigen::MatrixXd(adjacency_matrix(g.directed(), strengths)), dense(g, true));
    }
    ASSERT_EQ(Eigen::MatrixXd(adjacency_matrix(g.undirected())), dense(g, false, true));
    ASSERT_EQ(Eigen::MatrixXd(adjacency_matrix(g.directed())), dense(g, true, true));
    const auto lists = small_cases::as_lists<boost::undirectedS>(g);
    ASSERT_EQ(Eigen::MatrixXd(adjacency_matrix(lists, strengths_from(lists, get(boost::edge_weight, lists)))), dense(g, false));
    const auto vectors = small_cases::as_vectors<boost::directedS>(g);
    ASSERT_EQ(Eigen::MatrixXd(adjacency_matrix(vectors, strengths_from(vectors, get(boost::edge_weight, vectors)))),
              dense(g, true));
  }
}

TEST(AdjacencyMatrix, CountsAnUndirectedLoopTwiceADirectedOneOnceAndAddsParallelEdges) {
  const std::vector<endpoints> ends{{0, 0}, {0, 1}, {1, 0}};
  const auto strengths = edge_strengths::from({5.0, 0.1, 0.2});
  const sparse_matrix undirected = adjacency_matrix(undirected_graph(2, ends), strengths);
  EXPECT_EQ(undirected.coeff(0, 0), 10.0);
  EXPECT_EQ(undirected.coeff(0, 1), 0.3);  // exactly: in doubles 0.1 + 0.2 is another number
  EXPECT_EQ(undirected.coeff(1, 0), 0.3);
  EXPECT_EQ(undirected.nonZeros(), 3);
  const sparse_matrix directed = adjacency_matrix(directed_graph(2, ends), strengths);
  EXPECT_EQ(directed.coeff(0, 0), 5.0);
  EXPECT_EQ(directed.coeff(0, 1), 0.1);
  EXPECT_EQ(directed.coeff(1, 0), 0.2);
}

TEST(AdjacencyMatrix, TakesAnySignAndStoresZeros) {
  const sparse_matrix a = adjacency_matrix(directed_graph(2, {{0, 1}, {0, 1}, {1, 0}}), edge_strengths::from({-1.0, 1.0, -2.0}));
  EXPECT_EQ(a.nonZeros(), 2);
  EXPECT_EQ(a.coeff(0, 1), 0.0);
  EXPECT_EQ(a.coeff(1, 0), -2.0);
}

TEST(LaplacianMatrix, IsTheStrengthsMinusTheAdjacencyMatrix) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 20);
    for (const bool counted : {false, true}) {
      const Eigen::MatrixXd a = dense(g, false, counted);
      const Eigen::MatrixXd expected = Eigen::MatrixXd(a.rowwise().sum().asDiagonal()) - a;
      const sparse_matrix l = counted ? laplacian_matrix(g.undirected()) : laplacian_matrix(g.undirected(), strengths_of(g));
      expect_well_formed(l);
      ASSERT_EQ(Eigen::MatrixXd(l), expected);
      ASSERT_EQ(Eigen::MatrixXd(l).diagonal().size(), static_cast<Eigen::Index>(g.n));
    }
    ASSERT_EQ(Eigen::MatrixXd(laplacian_matrix(g.undirected(), rounded({g.length.begin(), g.length.end()}))),
              Eigen::MatrixXd(laplacian_matrix(g.undirected(), strengths_of(g))));
  }
}

TEST(LaplacianMatrix, StoresTheWholeDiagonalAndNoNegativeZero) {
  const sparse_matrix l = laplacian_matrix(undirected_graph(3, {{0, 1}, {2, 2}}), rounded({0.0, 7.0}));
  EXPECT_EQ(l.nonZeros(), 5);
  for (Eigen::Index row = 0; row < 3; ++row)
    for (sparse_matrix::InnerIterator it(l, row); it; ++it) {
      EXPECT_EQ(it.value(), 0.0);
      EXPECT_FALSE(std::signbit(it.value()));
    }
}

TEST(TransitionMatrix, DividesEachRowByItsSumAndLeavesDanglingRowsZero) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 20, 0);  // strengths of 0, too
    for (const bool directed : {false, true}) {
      Eigen::MatrixXd expected = dense(g, directed);
      for (Eigen::Index row = 0; row < expected.rows(); ++row)
        if (expected.row(row).sum() > 0.0) expected.row(row) /= expected.row(row).sum();
      const sparse_matrix p =
          directed ? transition_matrix(g.directed(), strengths_of(g)) : transition_matrix(g.undirected(), strengths_of(g));
      expect_well_formed(p);
      ASSERT_TRUE(Eigen::MatrixXd(p).isApprox(expected, 1e-15) || expected.isZero());
      ASSERT_EQ(Eigen::MatrixXd(p).isZero(), expected.isZero());
    }
  }
  const sparse_matrix p = transition_matrix(directed_graph(3, {{0, 1}, {0, 2}, {0, 2}, {1, 2}}));
  EXPECT_EQ(p.coeff(0, 1), 1.0 / 3.0);
  EXPECT_EQ(p.coeff(0, 2), 2.0 / 3.0);
  EXPECT_EQ(p.row(2).nonZeros(), 0);
}

TEST(EigenAdaptor, TakesDegenerateGraphs) {
  for (const auto& m :
       {adjacency_matrix(undirected_graph()), laplacian_matrix(undirected_graph()), transition_matrix(directed_graph())}) {
    EXPECT_EQ(m.rows(), 0);
    EXPECT_EQ(m.nonZeros(), 0);
  }
  EXPECT_EQ(adjacency_matrix(undirected_graph(2, {})).nonZeros(), 0);
  EXPECT_EQ(laplacian_matrix(undirected_graph(2, {})).nonZeros(), 2);
}

template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const input_error& bad) {
    return bad.what();
  }
  return "accepted";
}

TEST(EigenAdaptor, RefusesBadStrengthsByName) {
  const undirected_graph g(2, {{0, 1}, {0, 1}});
  const auto one = edge_strengths::from({1.0});
  EXPECT_THAT(message_of([&] { (void)adjacency_matrix(g, one); }), HasSubstr("adjacency_matrix: number of edge values is 1"));
  EXPECT_THAT(message_of([&] { (void)laplacian_matrix(g, one); }), HasSubstr("laplacian_matrix: number of edge values is 1"));
  EXPECT_THAT(message_of([&] { (void)transition_matrix(g, one); }), HasSubstr("transition_matrix: number of edge values is 1"));
  EXPECT_THAT(message_of([&] {
                (void)transition_matrix(g, edge_strengths::from({1.0, -2.5}));
              }),
              HasSubstr("transition_matrix: strengths is -2.5 at edge 1; allowed: strengths >= 0"));
  const auto huge = rounded({1.5e308, 1.5e308});
  EXPECT_THAT(message_of([&] { (void)adjacency_matrix(g, huge); }), HasSubstr("strengths"));
  EXPECT_THAT(message_of([&] { (void)laplacian_matrix(g, huge); }), HasSubstr("strengths"));
  EXPECT_THAT(message_of([&] { (void)transition_matrix(g, huge); }), HasSubstr("strengths"));
}

TEST(EigenAdaptor, RefusesWhatEigensIndexCannotHold) {
  // 2^31 arcs that take no memory: the limit is checked before any of them is looked at.
  const std::uint64_t offset[2] = {0, 0};
  const vertex_id none = 0;
  const arc_rows rows{offset, {&none, std::size_t{1} << 31U}, {}};
  EXPECT_THROW((void)detail::filled_matrix("adjacency_matrix", rows, 0, [](vertex_id, const auto&) {}), limit_error);
}

TEST(EigenAdaptor, MapsScoresWithoutACopy) {
  const scores s{{1.0, 2.0, 3.0}, {}, score_equality::relative};
  const auto v = as_vector(s);
  EXPECT_EQ(v.data(), s.values.data());
  EXPECT_EQ(v.sum(), 6.0);
  const sparse_matrix a = adjacency_matrix(undirected_graph(3, {{0, 1}, {1, 2}}));
  const Eigen::VectorXd product = a * v;
  EXPECT_EQ(product, Eigen::Vector3d(2.0, 4.0, 2.0));
}

template <class S>
concept can_be_mapped = requires(S&& s) {
  as_vector(std::forward<S>(s));
};
static_assert(can_be_mapped<const scores&> && !can_be_mapped<scores>);
template <class G>
concept has_laplacian = requires(const G& g) {
  laplacian_matrix(g);
};
static_assert(has_laplacian<undirected_graph> && !has_laplacian<directed_graph>);
template <class V>
concept is_a_weight = requires(const undirected_graph& g, const V& v) {
  adjacency_matrix(g, v);
};
static_assert(is_a_weight<edge_strengths> && !is_a_weight<edge_lengths>);

}  // namespace
}  // namespace coopgraph
