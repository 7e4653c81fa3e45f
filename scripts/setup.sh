#!/usr/bin/env bash
# Installs the system packages that Gradus needs, where they are missing.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }

if ! command -v swift >/dev/null 2>&1; then
    say "Swift 6.0 or newer is needed: https://www.swift.org/install" >&2
    exit 1
fi

# The readline, zlib, PCRE2, PNG and JPEG headers are compiled against; libcurl is loaded when something is downloaded,
# cairo when something is plotted, with the font that plots are lettered in; ZeroMQ by the Jupyter kernel.
case "$(uname -s)" in
Darwin)
    if ! command -v brew >/dev/null 2>&1; then
        say "Homebrew is needed to install readline, PCRE2, libpng, jpeg-turbo, cairo and ZeroMQ: https://brew.sh" >&2
        exit 1
    fi
    missing=()
    for package in readline zlib pcre2 libpng jpeg-turbo pkgconf cairo zeromq; do
        brew list --formula "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        say "installing ${missing[*]} with brew"
        brew install "${missing[@]}"
    fi
    ;;
Linux)
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "this is no Debian or Ubuntu: please see to the development files of readline, zlib, PCRE2, libpng and libjpeg, to libcurl, cairo, ZeroMQ and the font DejaVu Sans"
        exit 0
    fi
    installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
    missing=()
    for package in libreadline-dev zlib1g-dev libpcre2-dev libpng-dev libjpeg-dev libcairo2 fonts-dejavu-core libzmq5; do
        installed "$package" || missing+=("$package")
    done
    # Ubuntu 24.04 renamed libcurl4.
    if ! installed libcurl4 && ! installed libcurl4t64; then
        missing+=("libcurl4")
    fi
    if [ ${#missing[@]} -gt 0 ]; then
        sudo=()
        if [ "$(id -u)" -ne 0 ]; then
            if ! command -v sudo >/dev/null 2>&1; then
                say "these packages are missing, and there is no sudo to install them: ${missing[*]}" >&2
                exit 1
            fi
            sudo=(sudo)
        fi
        say "installing ${missing[*]}"
        # `${sudo[@]+…}`: an empty array is an unset variable in older shells.
        ${sudo[@]+"${sudo[@]}"} apt-get update -qq
        ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"
    fi
    ;;
*)
    say "only Linux and macOS are known here; going on without installing anything"
    ;;
esac
say "everything needed is there"
