export { JobList } from "./job_list";
export { JobPage } from "./job_page";
