//! Works an explanation's expression again, on floating point and apart from the code that wrote it.

/// What an expression comes to.
#[derive(Debug)]
pub enum Outcome {
    /// A number.
    Number(f64),
    /// A comparison, and whether it holds.
    Holds(bool),
    /// There is nothing to work out.
    Nothing,
}

/// Works out an expression of numbers, + − × ÷ ( ) and one or more of = < > ≤ ≥; anything else fails the test.
pub fn worked(expression: &str) -> Outcome {
    if expression.is_empty() {
        return Outcome::Nothing;
    }
    let mut sides = Vec::new();
    let mut signs = Vec::new();
    let mut side = String::new();
    for letter in expression.chars().filter(|letter| *letter != ' ') {
        if "=<>≤≥".contains(letter) {
            sides.push(number(&std::mem::take(&mut side)));
            signs.push(letter);
        } else {
            side.push(letter);
        }
    }
    sides.push(number(&side));
    if signs.is_empty() {
        return Outcome::Number(sides[0]);
    }
    let holds = signs
        .iter()
        .zip(sides.windows(2))
        .all(|(sign, pair)| match sign {
            '<' => pair[0] < pair[1],
            '>' => pair[0] > pair[1],
            '≤' => pair[0] <= pair[1],
            '≥' => pair[0] >= pair[1],
            _ => (pair[0] - pair[1]).abs() < f64::EPSILON,
        });
    Outcome::Holds(holds)
}

fn number(text: &str) -> f64 {
    let letters: Vec<char> = text.chars().collect();
    let mut place = 0;
    let result = sum(&letters, &mut place);
    assert_eq!(place, letters.len(), "“{text}” goes on after its end");
    result
}

fn sum(letters: &[char], place: &mut usize) -> f64 {
    let mut total = product(letters, place);
    while let Some(sign @ ('+' | '−')) = letters.get(*place) {
        *place += 1;
        let term = product(letters, place);
        total += if *sign == '+' { term } else { -term };
    }
    total
}

fn product(letters: &[char], place: &mut usize) -> f64 {
    let mut total = factor(letters, place);
    while let Some(sign @ ('×' | '÷')) = letters.get(*place) {
        *place += 1;
        let factor = factor(letters, place);
        total = if *sign == '×' {
            total * factor
        } else {
            total / factor
        };
    }
    total
}

fn factor(letters: &[char], place: &mut usize) -> f64 {
    match letters.get(*place) {
        Some('−') => {
            *place += 1;
            -factor(letters, place)
        }
        Some('(') => {
            *place += 1;
            let inside = sum(letters, place);
            assert_eq!(letters.get(*place), Some(&')'), "a bracket is not closed");
            *place += 1;
            inside
        }
        _ => {
            let digits: String = letters[*place..]
                .iter()
                .take_while(|letter| letter.is_ascii_digit() || **letter == '.')
                .collect();
            *place += digits.chars().count();
            digits
                .parse()
                .unwrap_or_else(|_| panic!("a number was expected in {letters:?} at {place}"))
        }
    }
}
