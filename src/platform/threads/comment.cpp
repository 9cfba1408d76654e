#include "platform/threads/comment.hpp"

#include <algorithm>

namespace bailiwick::platform::threads {

Mentions mentions_in(std::string_view text) {
  constexpr std::string_view kOpen = "@[";
  Mentions found;
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos;
       at = text.find(kOpen, at + kOpen.size())) {
    const std::size_t from = at + kOpen.size();
    const std::size_t close = text.find(']', from);
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(from, close - from);
    const auto person = PersonId::parse(name);
    if (!person)
      found.unreadable.emplace_back(name);
    else if (std::ranges::find(found.people, *person) == found.people.end())
      found.people.push_back(*person);
  }
  return found;
}

}  // namespace bailiwick::platform::threads
