// Which route answers a request: by the parts of its path, then by its method.
//
// Literal parts win over parameters ("/people/me" over "/people/{person}"). HEAD is answered by a GET route. A trailing slash is
// another path. Built once, then read by any thread. find(): O(parts of the path * log(routes)), with no copies of the path.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/route.hpp"

namespace bailiwick::platform::http {

struct RouteMatch {
  const Route* route = nullptr;  // null: see is_path_known
  std::size_t index = 0;         // of the route among those given
  bool is_path_known = false;    // another method would be answered: 405 instead of 404
  std::string allow;             // then, where the route is null: "GET, HEAD, POST"
  Pairs path_params;
};

class Router {
 public:
  // Two routes with one pattern and method, or operation id, are a bug of ours (assert). `routes` must outlive the router.
  explicit Router(const Routes& routes);

  [[nodiscard]] RouteMatch find(Method method, std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::vector<std::size_t> routes;  // one a method
  };
  static const Node* walk(const Node& root, std::string_view path,
                          std::vector<std::string_view>& values);
  [[nodiscard]] std::string allowed_at(const Node& node) const;

  const Routes& routes_;
  Node root_;
};

}  // namespace bailiwick::platform::http
