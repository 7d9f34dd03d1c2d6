export { mayStillSeeAs } from "@/lib/seeing/may-see-as";
