// A whole amount divided in proportion to weights, so that the parts add up exactly. Pure, in whole numbers alone.
//
// Method: largest remainders (Hamilton's, or Hare's with the plain quota): each gets its quota's whole part, and what is left goes one by one to the
// largest remainders. See M. L. Balinski and H. P. Young, "Fair Representation", 1982. So every part is within one of its exact quota.
// Of equal remainders the lower index comes first. O(n log n).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bailiwick::market {

// A part for each weight. total >= 0; weights >= 0, of which one is above 0, adding up to less than 2^63.
[[nodiscard]] std::vector<std::int64_t> apportion(std::int64_t total,
                                                  std::span<const std::int64_t> weights);

}  // namespace bailiwick::market
