import datetime as dt


def test_example_when_undone_then_model_and_program_are_as_before(bench):
    before = vars(bench.city).copy()
    bench.begin()
    bench.city.now += dt.timedelta(days=1)
    bench.send("order.cancel", "pp", {"order": max(bench.city.orders), "reason": "Batal saja."})
    bench.undo()
    assert vars(bench.city) == before
    bench.compare("after an example")


def test_story_when_told_to_both_then_all_checks_hold(bench):
    bench.begin()
    bench.check()
    bench.undo()
