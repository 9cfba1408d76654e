#include "platform/http/router.hpp"

#include <cassert>
#include <set>

namespace bailiwick::platform::http {
namespace {

// "/a/b" -> "a", "b". The first "/" is left out.
std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

}  // namespace

Router::Router(const Routes& routes) : routes_(routes) {
  std::set<std::string_view> ids;
  for (std::size_t index = 0; index < routes.size(); ++index) {
    const Route& route = routes[index];
    assert(route.path.starts_with('/') && route.handle && "a route has a path and a handler");
    [[maybe_unused]] const bool is_new = ids.insert(route.id).second;
    assert(is_new && "operation ids are unique");
    Node* node = &root_;
    for (const std::string_view part : parts_of(route.path)) {
      auto& next = is_parameter(part) ? node->parameter : node->literals[std::string(part)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
    for ([[maybe_unused]] const std::size_t other : node->routes)
      assert(routes[other].method != route.method && "one route a pattern and method");
    node->routes.push_back(index);
  }
}

// The parts of a path number at most a few thousand (kTargetBytesMax), and a literal that leads nowhere is given up for the
// parameter beside it once: a loop with a stack of choices instead of recursion.
const Router::Node* Router::walk(const Node& root, std::string_view path,
                                 std::vector<std::string_view>& values) {
  struct Choice {
    const Node* node;
    std::string_view rest;
    std::size_t value_count;
  };
  std::vector<Choice> choices;
  const Node* node = &root;
  std::string_view rest = path;
  while (true) {
    if (node != nullptr && rest.empty() && !node->routes.empty()) return node;
    const Node* next = nullptr;
    if (node != nullptr && !rest.empty()) {
      rest.remove_prefix(1);
      const std::string_view part = rest.substr(0, rest.find('/'));
      rest.remove_prefix(part.size());
      const auto literal = node->literals.find(part);
      if (literal != node->literals.end()) next = literal->second.get();
      if (node->parameter && !part.empty()) {
        if (next != nullptr) {
          const auto from = static_cast<std::size_t>(part.data() - path.data()) - 1;
          choices.push_back({node, path.substr(from), values.size()});
        } else {
          next = node->parameter.get();
          values.push_back(part);
        }
      }
    }
    if (next == nullptr) {
      if (choices.empty()) return nullptr;
      const Choice choice = choices.back();
      choices.pop_back();
      values.resize(choice.value_count);
      rest = choice.rest.substr(1);
      values.push_back(rest.substr(0, rest.find('/')));
      rest.remove_prefix(values.back().size());
      next = choice.node->parameter.get();
    }
    node = next;
  }
}

std::string Router::allowed_at(const Node& node) const {
  std::string allowed;
  for (const std::size_t index : node.routes) {
    const Method method = routes_[index].method;
    if (!allowed.empty()) allowed += ", ";
    allowed += name_of(method);
    if (method == Method::kGet) allowed += ", HEAD";
  }
  return allowed;
}

RouteMatch Router::find(Method method, std::string_view path) const {
  RouteMatch match;
  if (!path.starts_with('/')) return match;
  std::vector<std::string_view> values;
  const Node* node = walk(root_, path, values);
  if (node == nullptr) return match;
  match.is_path_known = true;
  const Method wanted = method == Method::kHead ? Method::kGet : method;
  for (const std::size_t index : node->routes) {
    if (routes_[index].method != wanted) continue;
    match.route = &routes_[index];
    match.index = index;
  }
  if (match.route == nullptr) {
    match.allow = allowed_at(*node);
    return match;
  }
  std::size_t next = 0;
  for (const std::string_view part : parts_of(match.route->path)) {
    if (is_parameter(part))
      match.path_params.emplace_back(part.substr(1, part.size() - 2), values[next++]);
  }
  return match;
}

}  // namespace bailiwick::platform::http
