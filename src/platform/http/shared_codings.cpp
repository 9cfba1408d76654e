#include "platform/http/shared_codings.hpp"

#include "platform/http/compress.hpp"

namespace bailiwick::platform::http {

std::shared_ptr<const std::string> SharedCodings::of(const std::shared_ptr<const std::string>& text,
                                                     Coding coding) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [](const Entry& entry) { return entry.text.expired(); });
    for (const Entry& entry : entries_)
      if (entry.coding == coding && entry.text.lock() == text) return entry.form;
  }
  // Outside of the lock: two at once may do it twice, which is better than that all wait.
  auto form = std::make_shared<const std::string>(compressed(*text, coding));
  const std::lock_guard lock(mutex_);
  entries_.push_back({text, coding, form});
  if (entries_.size() > kKeptMax) entries_.erase(entries_.begin());
  return form;
}

}  // namespace bailiwick::platform::http
