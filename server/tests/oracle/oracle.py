"""An independent calculation of what `throughline calc` answers, in fractions and in decimals of fifty digits.

    python3 oracle.py CALC INTERVALS [CASES [SEED]]

CALC is the `throughline` program, INTERVALS the example `intervals` of the crate `domain`. Draws CASES (10,000) cases of each of XmR
charts, Wilson's and Newcombe's intervals, quartiles, roll-up and working days, works each out here, and compares: charts, quartiles,
roll-up and working days as text, the intervals to 1e-9. Written from rules.md and not from the program.
"""

import json
import random
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 50
Z = Decimal("1.959963985")
# Rules 4.12, as GOV.UK lists them.
BANK_HOLIDAYS = {
    date.fromisoformat(day)
    for day in """
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    """.split()
}


def four(number):
    """Rounded half away from zero to four places."""
    whole, rest = divmod(abs(number) * 10_000, 1)
    units = int(whole) + (rest >= Fraction(1, 2))
    sign = "-" if number < 0 and units else ""
    return f"{sign}{units // 10_000}.{units % 10_000:04d}"


def text(units, places):
    """units / 10**places as it would be typed."""
    sign, units = ("-" if units < 0 else ""), abs(units)
    if not places:
        return f"{sign}{units}"
    return f"{sign}{units // 10**places}.{units % 10**places:0{places}d}"


def sign(number):
    return (number > 0) - (number < 0)


def runs(marks, length):
    """Places that belong to `length` or more equal marks in a row, none of them 0."""
    part, start = [False] * len(marks), 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[start]:
            if marks[start] and place - start >= length:
                part[start:place] = [True] * (place - start)
            start = place
    return part


def chart(values, baseline, screen, improvement, target):
    n = len(values)
    if n < 5:
        nothing = dict.fromkeys(("mean", "lower", "upper", "near_lower", "near_upper"))
        return {"limits": "none", **nothing, "points": ["common"] * n, "rules": [[]] * n,
                "variation": "common", "assurance": "not_applicable"}
    base = values[: baseline or n]
    mean = sum(base) / len(base)
    steps = [abs(b - a) for a, b in zip(base, base[1:])]
    amr = sum(steps) / len(steps)
    kept = [step for step in steps if step < Fraction("3.267") * amr] if screen else steps
    amr = sum(kept) / len(kept) if kept else amr
    reach = Fraction("2.66") * amr
    lower, upper = mean - reach, mean + reach
    near_lower, near_upper = mean - reach * 2 / 3, mean + reach * 2 / 3
    side = [sign(value - mean) for value in values]
    outside = [value > upper or value < lower for value in values]
    close = [not out and (v > near_upper or v < near_lower) for v, out in zip(values, outside)]
    shift = runs(side, 7)
    direction = [sign(b - a) for a, b in zip(values, values[1:])]
    trend, trending = [False] * n, runs(direction, 6)
    for place, part in enumerate(trending):
        if part:
            trend[place] = trend[place + 1] = True
    two = [False] * n
    for i in range(n - 2):
        if side[i] and side[i] == side[i + 1] == side[i + 2] and sum(close[i:i + 3]) >= 2:
            for j in range(i, i + 3):
                two[j] |= close[j]
    good = {"up": 1, "down": -1, "none": 0}[improvement]
    points, rules = [], []
    for i in range(n):
        flags = [number for number, on in ((1, outside[i]), (2, trend[i]), (3, two[i]), (4, shift[i])) if on]
        way = 0
        if flags and flags[0] == 2:
            way = direction[i] if i + 1 < n and trending[i] else direction[i - 1]
        elif flags:
            way = side[i]
        kind = "common"
        if way:
            judged = {1: "improvement", -1: "concern", 0: "neutral"}[way * good]
            kind = f"{judged}_{'high' if way > 0 else 'low'}"
        points.append(kind)
        rules.append(flags)
    assurance = "not_applicable"
    if target is not None and good and amr:
        if lower <= target <= upper:
            assurance = "inconsistent"
        else:
            assurance = "consistently_" + ("failing" if (target > upper) == (good > 0) else "passing")
    firm = len(base) >= 12
    return {"limits": "firm" if firm else "trial", "mean": four(mean), "lower": four(lower), "upper": four(upper),
            "near_lower": four(near_lower), "near_upper": four(near_upper), "points": points, "rules": rules,
            "variation": points[-1], "assurance": assurance}


def spc_case(draw):
    places, n = draw.choice((0, 1, 1, 2, 4)), draw.randint(0, 40)
    width = draw.choice((0, 1, 3, 20, 1000))
    drift = draw.choice((0, 0, 0, 1, -1))
    units = [500 + draw.randint(-width, width) + drift * place for place in range(n)]
    if n and draw.random() < 0.3:
        units[draw.randrange(n)] += draw.choice((-1, 1)) * 10 * (width + 1)
    baseline = draw.choice((None, None, 12, draw.randint(2, 30)))
    target = draw.choice((None, 500 + draw.randint(-4, 4) * (width + 1)))
    screen, improvement = draw.random() < 0.7, draw.choice(("up", "down", "none"))
    asked = {"fn": "spc", "values": [text(unit, places) for unit in units], "baseline": baseline, "screen": screen,
             "improvement": improvement, "target": None if target is None else text(target, places)}
    exact = [Fraction(unit, 10**places) for unit in units]
    aim = None if target is None else Fraction(target, 10**places)
    return asked, chart(exact, baseline, screen, improvement, aim)


def quantile(ordered, quarters):
    place = Fraction((len(ordered) - 1) * quarters, 4)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def quartile_case(draw):
    n, direction = draw.choice((draw.randint(0, 12), draw.randint(8, 60))), draw.choice(("higher", "lower"))
    peers = [draw.randint(0, 200) for _ in range(n)]
    value = draw.choice((draw.randint(0, 200), draw.choice(peers or [7])))
    asked = {"fn": "quartile", "direction": direction, "value": text(value, 1), "peers": [text(peer, 1) for peer in peers]}
    answer = dict.fromkeys(("q25", "q50", "q75", "quartile", "rank", "of"))
    ordered = sorted(Fraction(peer, 10) for peer in peers)
    if n >= 4:
        answer["q50"] = four(quantile(ordered, 2))
    if n >= 8:
        flip = 1 if direction == "higher" else -1
        limits = [quantile(ordered, quarters) for quarters in (1, 2, 3)]
        reached = sum(flip * Fraction(value, 10) >= flip * limit for limit in limits)
        answer.update(q25=four(limits[0]), q75=four(limits[2]), quartile=("fourth", "third", "second", "first")[reached],
                      rank=1 + sum(flip * peer > flip * value for peer in peers), of=n + 1)
    return asked, answer


def rollup_case(draw):
    children = [(None if draw.random() < 0.25 else draw.randint(0, 10_000), draw.choice((0, 1, 1, 2, 3, 40)), draw.random() < 0.05)
                for _ in range(draw.randint(1, 12))]
    if not any(weight for _, weight, _ in children):
        children.append((5_000, 1, False))
    asked = {"fn": "rollup", "children": [
        {"score": None if score is None else text(score, 2), "weight": str(weight), "safety_red": unsafe}
        for score, weight, unsafe in children]}
    total = sum(weight for _, weight, _ in children)
    scored = [(Fraction(score, 100), weight) for score, weight, _ in children if score is not None]
    weighted, weights = sum(score * weight for score, weight in scored), sum(weight for _, weight in scored)
    coverage = Fraction(weights, total)
    score = weighted / weights if weights and coverage >= Fraction("0.6") else None
    rag = "not_enough_data"
    if score is not None:
        rag = "green" if score >= 90 else "amber" if score >= 60 else "red"
        if rag == "green" and any(unsafe for _, _, unsafe in children):
            rag = "amber"
    return asked, {"score": None if score is None else four(score), "coverage": four(coverage), "rag": rag,
                   "lowest": four(weighted / Fraction(total)), "highest": four((weighted + 100 * (total - weights)) / Fraction(total))}


def working_days_case(draw):
    start = date(2025, 1, 1) + timedelta(draw.randrange(1461))
    left = days = draw.randint(0, 60)
    day = start
    while left and day.year < 2029:
        day += timedelta(1)
        left -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    unknown = day.year >= 2029
    return {"fn": "add_working_days", "from": start.isoformat(), "days": days}, "unknown" if unknown else {"date": day.isoformat()}


def wilson(count, of):
    p, n = Decimal(count) / of, Decimal(of)
    centre, below = p + Z * Z / (2 * n), 1 + Z * Z / n
    half = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)).sqrt()
    return (100 * (centre - half) / below, 100 * (centre + half) / below)


def newcombe(before, was, after, answered):
    p, q = Decimal(100 * before) / was, Decimal(100 * after) / answered
    (low, high), (later_low, later_high) = wilson(before, was), wilson(after, answered)
    return (q - p - ((q - later_low) ** 2 + (high - p) ** 2).sqrt(), q - p + ((later_high - q) ** 2 + (p - low) ** 2).sqrt())


def answers(program, arguments, lines):
    done = subprocess.run([program, *arguments], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def main(calc, intervals, cases=10_000, seed=1):
    draw, wrong = random.Random(int(seed)), 0
    for make in (spc_case, quartile_case, rollup_case, working_days_case):
        made = [make(draw) for _ in range(int(cases))]
        given = answers(calc, ["calc"], [json.dumps(asked) for asked, _ in made])
        for (asked, wanted), line in zip(made, given, strict=True):
            found = json.loads(line)
            same = found["error"]["code"] == "bank_holidays_unknown" if wanted == "unknown" and "error" in found else found == wanted
            if not same:
                wrong += 1
                print(f"asked  {json.dumps(asked)}\nwanted {wanted}\nfound  {line}", file=sys.stderr)
        print(f"{make.__name__[:-5]}: {len(made)} cases")
    for name, kind in (("wilson", wilson), ("newcombe", newcombe)):
        made, furthest = [], Decimal(0)
        for _ in range(int(cases)):
            numbers = []
            for _ in range(1 if kind is wilson else 2):
                of = draw.randint(1, draw.choice((10, 1_000, 100_000)))
                numbers += [draw.randint(0, of), of]
            made.append(numbers)
        given = answers(intervals, [], [" ".join(map(str, numbers)) for numbers in made])
        for numbers, line in zip(made, given, strict=True):
            apart = max(abs(Decimal(found) - wanted) for found, wanted in zip(line.split(), kind(*numbers), strict=True))
            furthest = max(furthest, apart)
            wrong += apart > Decimal("1e-9")
        print(f"{name}: {len(made)} cases, at most {furthest:.1e} apart")
    print(f"{wrong} differences")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
